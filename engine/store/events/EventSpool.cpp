#include "store/events/EventSpool.h"

#include "store/PrivateFile.h"
#include "store/events/EventPack.h"
#include "store/events/LineChecksum.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

// As in event_batch: the smallest step of expansion.
constexpr std::size_t lineEvents = 128;

void appendLine(QByteArray &text, std::span<const TrackingEvent> events, quint64 answeredEarly)
{
    const QByteArray body =
        QByteArray::number(answeredEarly) + ' ' + QByteArray::number(events.size()) + ' ' + packEvents(events);
    text += lineChecksum(body) + ' ' + body + '\n';
}

void readLine(QByteArrayView line, EventSpool::Contents &contents)
{
    if (line.size() <= lineChecksumSize || line[lineChecksumSize] != ' ')
        return;
    const QByteArrayView body = line.sliced(lineChecksumSize + 1);
    const qsizetype total = body.indexOf(' ');
    const qsizetype count = total < 0 ? -1 : body.indexOf(' ', total + 1);
    if (count < 0 || lineChecksum(body) != line.first(lineChecksumSize))
        return;
    contents.answeredEarly = std::max(contents.answeredEarly, body.first(total).toULongLong());
    if (const auto events = body.sliced(total + 1, count - total - 1).toLongLong(); events > 0)
        contents.batches.append({events, body.sliced(count + 1).toByteArray()});
}

} // namespace

EventSpool::EventSpool(const QString &eventsPath)
{
    const QStringList names = paths(eventsPath);
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i].file.setFileName(names[static_cast<qsizetype>(i)]);
}

QStringList EventSpool::paths(const QString &eventsPath)
{
    QStringList paths;
    for (std::size_t i = 0; i < partCount; ++i)
        paths << eventsPath + u"-early-"_s + QString::number(i);
    return paths;
}

Result<void> EventSpool::open()
{
    for (Part &part : m_parts) {
        if (auto made = ensurePrivateFile(part.file.fileName()); !made)
            return made;
        if (!part.file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return notWritable(part.file.fileName(), part.file.errorString());
    }
    return {};
}

Result<EventSpool::Contents> EventSpool::read()
{
    Contents contents;
    for (Part &part : m_parts) {
        const std::lock_guard lock(part.mutex);
        QFile file(part.file.fileName());
        if (!file.open(QIODevice::ReadOnly))
            return notWritable(file.fileName(), file.errorString());
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (line.endsWith('\n'))
                readLine(QByteArrayView(line).chopped(1), contents);
        }
    }
    return contents;
}

bool EventSpool::append(quint64 generation, std::span<const TrackingEvent> events, quint64 answeredEarly)
{
    // A line that was cut before must not take this one with it.
    QByteArray text("\n");
    do {
        const auto some = events.first(std::min(lineEvents, events.size()));
        appendLine(text, some, answeredEarly);
        events = events.subspan(some.size());
    } while (!events.empty());
    Part &target = part(generation);
    const std::lock_guard lock(target.mutex);
    if (target.cleared && generation <= *target.cleared)
        return true;
    return target.file.write(text) == text.size();
}

bool EventSpool::clear(quint64 generation, quint64 answeredEarly)
{
    QByteArray text;
    if (answeredEarly > 0)
        appendLine(text, {}, answeredEarly);
    Part &target = part(generation);
    const std::lock_guard lock(target.mutex);
    target.cleared = generation;
    // What could not be cut off comes a second time at worst, and its id tells.
    const bool empty = target.file.resize(0);
    if (empty)
        target.file.write(text);
    return empty;
}

Result<void> EventSpool::sync()
{
    for (Part &part : m_parts) {
        const std::lock_guard lock(part.mutex);
        if (auto synced = syncToDisk(part.file); !synced)
            return synced;
    }
    return {};
}

void EventSpool::clearAll()
{
    for (Part &part : m_parts) {
        const std::lock_guard lock(part.mutex);
        part.file.resize(0);
    }
}

} // namespace unmta::store
