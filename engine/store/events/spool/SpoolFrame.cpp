#include "store/events/spool/SpoolFrame.h"

#include "base/Varint.h"
#include "domain/events/PackedEvents.h"
#include "store/Names.h"
#include "store/events/spool/LineChecksum.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace unmta::store {

namespace {

constexpr QByteArrayView frameMark = "\nE2 ";
constexpr qsizetype lengthDigits = 8;
constexpr qsizetype frameHead = frameMark.size() + lineChecksumSize + 1 + lengthDigits;

TrackingEvent eventOfLine(const QJsonArray &fields)
{
    TrackingEvent event;
    event.eventId = fields[0].toString();
    event.kind = valueOf<LinkKind>(linkKindNames, fields[1].toString());
    event.timestamp = fromUnixMs(fields[2].toInteger());
    event.clusterId = fields[3].toString();
    event.domainId = fields[4].toInteger();
    event.trackingHost = fields[5].toString();
    event.messageId = fields[6].toString();
    event.recipient = fields[7].toString();
    event.url = fields[8].toString();
    event.linkIndex = fields[9].toInt();
    event.linkName = fields[10].toString();
    event.ip = fields[11].toString();
    event.userAgent = fields[12].toString();
    event.bot = fields[13].toString();
    const QJsonObject meta = fields[14].toObject();
    for (auto it = meta.constBegin(); it != meta.constEnd(); ++it)
        event.meta.insert(it.key(), it.value().toString());
    return event;
}

void readLine(QByteArrayView line, QByteArray &packed, quint64 &answeredEarly)
{
    if (line.size() <= lineChecksumSize || line[lineChecksumSize] != ' ')
        return;
    const QByteArrayView body = line.sliced(lineChecksumSize + 1);
    const qsizetype total = body.indexOf(' ');
    const qsizetype count = total < 0 ? -1 : body.indexOf(' ', total + 1);
    if (count < 0 || lineChecksum(body) != line.first(lineChecksumSize))
        return;
    answeredEarly = std::max(answeredEarly, body.first(total).toULongLong());
    const QJsonArray events = QJsonDocument::fromJson(body.sliced(count + 1).toByteArray()).array();
    for (const auto &event : events)
        packEvent(packed, eventOfLine(event.toArray()));
}

void readLines(QByteArrayView text, QByteArray &packed, quint64 &answeredEarly)
{
    for (qsizetype end = 0; (end = text.indexOf('\n')) >= 0; text = text.sliced(end + 1))
        readLine(text.first(end), packed, answeredEarly);
}

// The size of the frame at the start of the text; 0: it is none.
qsizetype readFrame(QByteArrayView text, QByteArray &packed, quint64 &answeredEarly)
{
    if (text.size() < frameHead)
        return 0;
    bool isNumber = false;
    const qsizetype length = text.sliced(frameHead - lengthDigits, lengthDigits).toUInt(&isNumber, 16);
    if (!isNumber || length > text.size() - frameHead)
        return 0;
    QByteArrayView body = text.sliced(frameHead, length);
    // Of the length as well.
    const QByteArrayView covered = text.sliced(frameHead - lengthDigits, lengthDigits + length);
    std::uint64_t total = 0;
    if (lineChecksum(covered) != text.sliced(frameMark.size(), lineChecksumSize) || !takeVarint(body, total))
        return 0;
    answeredEarly = std::max(answeredEarly, quint64{total});
    packed.append(body);
    return frameHead + length;
}

} // namespace

void appendSpoolFrame(QByteArray &to, QByteArrayView packed, quint64 answeredEarly)
{
    QByteArray body;
    appendVarint(body, answeredEarly);
    body.append(packed);
    body.prepend(QByteArray::number(body.size(), 16).rightJustified(lengthDigits, '0'));
    to.append(frameMark).append(lineChecksum(body)).append(' ').append(body);
}

void readSpoolFrames(QByteArrayView text, QByteArray &packed, quint64 &answeredEarly)
{
    while (!text.isEmpty()) {
        const qsizetype start = text.indexOf(frameMark);
        if (start < 0)
            return readLines(text, packed, answeredEarly);
        readLines(text.first(start + 1), packed, answeredEarly); // with its line end
        text = text.sliced(start);
        const qsizetype size = readFrame(text, packed, answeredEarly);
        text = text.sliced(size > 0 ? size : 1);
    }
}

} // namespace unmta::store
