#include "store/events/spool/LossLedger.h"

#include "store/PrivateFile.h"
#include "store/events/spool/LineChecksum.h"

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 records = 2;

QByteArray recordOf(quint64 serial, const Losses &losses)
{
    const QByteArray body = QByteArray::number(serial) + ' ' + QByteArray::number(losses.dropped) + ' ' +
                            QByteArray::number(losses.untold) + ' ' +
                            QByteArray::number(losses.since ? toUnixMs(*losses.since) : 0);
    return (lineChecksum(body) + ' ' + body).leftJustified(LossLedger::recordSize - 1, ' ') + '\n';
}

struct Record
{
    quint64 serial = 0;
    Losses losses;
};

std::optional<Record> readRecord(const QByteArray &text)
{
    const QByteArray line = text.trimmed();
    if (line.size() <= lineChecksumSize || line[lineChecksumSize] != ' ')
        return std::nullopt;
    const QByteArray body = line.sliced(lineChecksumSize + 1);
    const QByteArrayList fields = body.split(' ');
    if (fields.size() != 4 || lineChecksum(body) != line.first(lineChecksumSize))
        return std::nullopt;
    Record record{fields[0].toULongLong(), {fields[1].toULongLong(), fields[2].toULongLong(), std::nullopt}};
    if (const qint64 since = fields[3].toLongLong(); since > 0)
        record.losses.since = fromUnixMs(since);
    return record;
}

} // namespace

LossLedger::LossLedger(const QString &eventsPath)
    : m_file(path(eventsPath))
{}

QString LossLedger::path(const QString &eventsPath)
{
    return eventsPath + u"-lost"_s;
}

Result<Losses> LossLedger::open()
{
    const std::lock_guard lock(m_mutex);
    return openLocked();
}

Result<Losses> LossLedger::openLocked()
{
    if (auto made = ensurePrivateFile(m_file.fileName()); !made)
        return made.error();
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return notWritable(m_file.fileName(), m_file.errorString());
    const QByteArray text = m_file.seek(0) ? m_file.read(records * recordSize) : QByteArray();
    if (text.size() < records * recordSize) {
        const QByteArray blanks(records * recordSize - text.size(), ' ');
        if (m_file.write(blanks) != blanks.size()) {
            m_file.close();
            return Error(u"store.full"_s, {}, {{u"path"_s, m_file.fileName()}}, m_file.errorString());
        }
    }
    Record newest;
    for (qint64 at = 0; at < text.size(); at += recordSize) {
        const auto record = readRecord(text.sliced(at, std::min(recordSize, text.size() - at)));
        if (record && record->serial >= newest.serial)
            newest = *record;
    }
    m_serial = newest.serial;
    return newest.losses;
}

bool LossLedger::write(const Losses &losses)
{
    const std::lock_guard lock(m_mutex);
    if (!m_file.isOpen() && !openLocked())
        return false;
    const QByteArray record = recordOf(m_serial + 1, losses);
    if (!m_file.seek(static_cast<qint64>((m_serial + 1) % records) * recordSize) ||
        m_file.write(record) != record.size())
        return false;
    ++m_serial;
    return true;
}

void LossLedger::sync()
{
    const std::lock_guard lock(m_mutex);
    if (m_file.isOpen()) {
        // What cannot be written is what it tells of already.
        [[maybe_unused]] const auto synced = syncToDisk(m_file);
    }
}

} // namespace unmta::store
