// What the command line prints. Results go to standard output, everything else to standard error; text from outside
// cannot drive the terminal.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"

#include <QHash>
#include <QJsonValue>
#include <QStringList>

namespace unmta::ctl {

// Control characters and those that reorder text become \xNN.
[[nodiscard]] QString forTerminal(const QString &text);
// "2026-11-24 22:07:10" (UTC), or "-".
[[nodiscard]] QString shown(const std::optional<TimePoint> &time);
[[nodiscard]] QString shown(const QString &text); // "-" when empty

void printLine(const QString &line);
void printNote(const QString &line); // to standard error
// One compact line. Characters that could drive a terminal are written as \uNNNN, which is the same JSON.
void printJson(const QJsonValue &value);
// Bytes as they are, for exports. False: the reader has gone.
bool printRaw(const QByteArray &bytes);
// Something that was printed did not arrive, for example because the disk is full. A reader that has gone does not
// count.
[[nodiscard]] bool outputWasLost();
// Whoever read standard output has seen enough, as head has.
[[nodiscard]] bool readerHasGone();
// So that writing tells of it, and the program ends quietly.
void ignoreBrokenPipes();
// Standard error is a terminal: somebody may want to see how far something is.
[[nodiscard]] bool showsProgress();
// "120 of 1000 …" in place of the one before; empty: away with it. Only where showsProgress().
void printProgress(const QString &line);

// Columns that fit into so many in all, the widest made narrower first; none below eight. 0: no limit.
[[nodiscard]] QList<qsizetype> fitted(QList<qsizetype> widths, qsizetype most);

// The sentence, or with `json` an object with message, code and errors, to standard error.
void printError(const Error &error, bool json);
// A fault of the invocation itself, in words: ends with exit code 2.
[[nodiscard]] Error usageError(const QString &sentence);

// Aligned columns under headings.
class Table
{
public:
    explicit Table(QStringList headings)
        : m_rows{std::move(headings)}
    {}
    // `remark`: a line of its own, indented, beneath the row.
    void add(const QStringList &cells, const QString &remark = {})
    {
        m_rows.append(cells);
        if (!remark.isEmpty())
            m_remarks.insert(m_rows.size() - 1, remark);
    }
    // `whenEmpty` instead of headings without rows. On a terminal, what does not fit its width ends with an ellipsis.
    void print(const QString &whenEmpty) const;

private:
    QList<QStringList> m_rows;
    QHash<qsizetype, QString> m_remarks; // by row
};

// "name:   value" lines, aligned.
void printFields(const QList<std::pair<QString, QString>> &fields);

} // namespace unmta::ctl
