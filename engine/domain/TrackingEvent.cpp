#include "domain/TrackingEvent.h"

#include "base/Random.h"

#include <QUrl>
#include <QUuid>

namespace unmta {

QString makeEventId(TimePoint now, Random &random)
{
    QByteArray raw = random.bytes(16);
    const auto ms = static_cast<quint64>(toUnixMs(now));
    for (int i = 0; i < 6; ++i)
        raw[i] = static_cast<char>((ms >> (8 * (5 - i))) & 0xff);
    raw[6] = static_cast<char>((raw[6] & 0x0f) | 0x70);
    raw[8] = static_cast<char>((raw[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(raw).toString(QUuid::WithoutBraces);
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

} // namespace unmta
