#include "store/events/spool/EventSpool.h"

#include "store/PrivateFile.h"
#include "store/events/spool/SpoolFrame.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

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
        readSpoolFrames(file.readAll(), contents.packed, contents.answeredEarly);
    }
    return contents;
}

bool EventSpool::append(quint64 generation, std::span<const QByteArray> packed, quint64 answeredEarly)
{
    QByteArray text;
    for (const QByteArray &events : packed)
        appendSpoolFrame(text, events, answeredEarly);
    if (packed.empty())
        appendSpoolFrame(text, {}, answeredEarly);
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
        appendSpoolFrame(text, {}, answeredEarly);
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
