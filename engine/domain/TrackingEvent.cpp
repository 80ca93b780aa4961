#include "domain/TrackingEvent.h"

#include "domain/events/EventView.h"

#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace unmta {

QString makeEventId(TimePoint now, Random &random)
{
    const EventId id = makeRawEventId(toUnixMs(now), random);
    return QUuid::fromRfc4122(QByteArrayView(id.data(), qsizetype(id.size()))).toString(QUuid::WithoutBraces);
}

QString recipientKey(const QString &recipient)
{
    QString folded = recipient.trimmed().normalized(QString::NormalizationForm_C).toCaseFolded();
    const qsizetype at = folded.lastIndexOf(u'@');
    if (at < 0)
        return folded;
    const QString domain = QString::fromLatin1(QUrl::toAce(folded.sliced(at + 1)));
    // What is no domain is compared as it stands.
    return domain.isEmpty() ? folded : folded.first(at + 1) + domain;
}

QByteArray recipientKey(QByteArrayView recipient)
{
    const auto isPlain = [](char c) { return c > ' ' && c < 0x7f; };
    // Without the way over UTF-16 where only letters' case can change: nothing to trim or compose, and no label of the
    // domain that stands for other letters ("xn--").
    if (std::all_of(recipient.begin(), recipient.end(), isPlain) && recipient.indexOf("--") < 0)
        return recipient.toByteArray().toLower();
    return recipientKey(QString::fromUtf8(recipient)).toUtf8();
}

} // namespace unmta
