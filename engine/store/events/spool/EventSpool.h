// Where events lie whose answers have left before the disk took them: two files that are only ever appended to. What
// was written to them survives the death of the process, for the system keeps it; nothing here waits for the disk.
//
// Each commit has a generation, and generations take the files in turn: while one file's events are being committed,
// the other takes those of the next commit. A file is cleared once the events of its generation are in events.db. It
// holds frames (SpoolFrame.h), and one that is cut or damaged is left out. An event may lie here and in events.db; its
// id tells.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <array>
#include <mutex>
#include <optional>
#include <span>

namespace unmta::store {

class EventSpool
{
public:
    struct Contents
    {
        QByteArray packed;         // PackedEvents.h
        quint64 answeredEarly = 0; // the largest total that a frame names; 0: none does
    };

    // The files are "<eventsPath>-early-0" and "-1".
    explicit EventSpool(const QString &eventsPath);
    [[nodiscard]] static QStringList paths(const QString &eventsPath);

    // Makes the files (0600) where they are missing. Errors: store.not_writable.
    [[nodiscard]] Result<void> open();
    // What an earlier run left. Errors: store.not_writable.
    [[nodiscard]] Result<Contents> read();
    // Any thread, at once with clear(). False when the system did not take all of it. What comes late, when its
    // generation has been cleared, is left out.
    [[nodiscard]] bool append(quint64 generation, std::span<const QByteArray> packed, quint64 answeredEarly);
    // Forgets that generation's events; the total stays, unless it is 0: known elsewhere. False: they may still lie
    // there.
    bool clear(quint64 generation, quint64 answeredEarly);
    // What was cleared stays so when the power fails. Errors: store.not_writable.
    [[nodiscard]] Result<void> sync();
    void clearAll();

private:
    struct Part
    {
        std::mutex mutex;
        QFile file;
        std::optional<quint64> cleared; // the last generation
    };

    [[nodiscard]] Part &part(quint64 generation) { return m_parts[generation % m_parts.size()]; }

    static constexpr std::size_t partCount = 2;
    std::array<Part, partCount> m_parts;
};

} // namespace unmta::store
