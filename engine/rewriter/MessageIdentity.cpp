#include "rewriter/MessageIdentity.h"

#include "domain/LinkPayload.h"

#include <QCryptographicHash>

#include <utility>

namespace unmta::rewriter {

using namespace Qt::StringLiterals;

namespace {

// Short: it makes every pixel's address longer. The token vouches for it; it only has to tell messages apart.
constexpr qsizetype digestBytes = 6;

QString digestOf(const QString &id)
{
    const QByteArray digest = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).first(digestBytes);
    return QString::fromLatin1(digest.toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

MessageIdentity::MessageIdentity(QString headerId, QString wantedId, QString contextId)
    : m_headerId(std::move(headerId))
    , m_wantedId(std::move(wantedId))
    , m_contextId(std::move(contextId))
{}

QString MessageIdentity::id() const
{
    if (!m_wantedId.isEmpty())
        return m_wantedId;
    return m_headerId.isEmpty() ? m_contextId : m_headerId;
}

QString MessageIdentity::originFor(const QString &messageId) const
{
    if (m_headerId.isEmpty())
        return noOrigin;
    return m_headerId == messageId ? QString() : digestOf(m_headerId);
}

PixelOwner MessageIdentity::ownerOf(const LinkPayload &pixel) const
{
    const bool isNamed = !m_wantedId.isEmpty() || !m_contextId.isEmpty();
    if (pixel.messageId.isEmpty())
        return isNamed || !m_headerId.isEmpty() ? PixelOwner::AsPlaced : PixelOwner::ThisMessage;
    // This header is removed on the way: who still has it comes from its sender.
    if (!m_wantedId.isEmpty())
        return pixel.messageId == m_wantedId ? PixelOwner::ThisMessage : PixelOwner::Another;
    if (pixel.messageId == m_headerId || pixel.messageId == m_contextId)
        return PixelOwner::ThisMessage;
    if (m_headerId.isEmpty())
        return pixel.origin == noOrigin && !isNamed ? PixelOwner::ThisMessage : PixelOwner::Another;
    if (pixel.origin == noOrigin)
        return PixelOwner::AsPlaced;
    return pixel.origin == digestOf(m_headerId) ? PixelOwner::ThisMessage : PixelOwner::Another;
}

} // namespace unmta::rewriter
