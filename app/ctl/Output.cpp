#include "ctl/Output.h"

#include "contract/ErrorText.h"
#include "ctl/system/Terminal.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <numeric>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

bool drivesTerminal(char16_t c)
{
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool line = c == 0x2028 || c == 0x2029;
    const bool direction =
        c == 0x200e || c == 0x200f || c == 0x061c || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return control || line || direction;
}

bool lost = false;
bool readerGone = false;

bool write(std::FILE *file, const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    const bool written = std::fwrite(bytes.constData(), 1, size, file) == size && std::fflush(file) == 0;
    // A reader that has seen enough, such as head, has lost nothing.
    readerGone = readerGone || (!written && file == stdout && errno == EPIPE);
    lost = lost || (!written && file == stdout && errno != EPIPE);
    return written;
}

QByteArray compact(const QJsonValue &value)
{
    // QJsonDocument writes objects and arrays only.
    QString text = QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    text = text.sliced(1, text.size() - 2);
    QString safe;
    for (const QChar c : std::as_const(text)) {
        if (drivesTerminal(c.unicode()))
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe.toUtf8();
}

qsizetype width(const QString &text)
{
    const auto points = text.toUcs4();
    return std::count_if(points.begin(), points.end(), [](char32_t c) { return !QChar::isMark(c); });
}

QString shortened(const QString &text, qsizetype columns)
{
    if (width(text) <= columns)
        return text;
    QString result;
    qsizetype used = 0;
    const auto points = text.toUcs4();
    for (const char32_t point : points) {
        used += QChar::isMark(point) ? 0 : 1;
        if (used >= columns)
            break;
        result += QString::fromUcs4(&point, 1);
    }
    return result + u'…';
}

QString padded(const QString &text, qsizetype columns)
{
    return text + QString(std::max<qsizetype>(0, columns - width(text)), u' ');
}

} // namespace

bool outputWasLost()
{
    return lost;
}

bool readerHasGone()
{
    return readerGone;
}

void ignoreBrokenPipes()
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
}

bool showsProgress()
{
    return areNotesSeen();
}

void printProgress(const QString &line)
{
    if (showsProgress())
        write(stderr, "\r\x1b[K" + forTerminal(line).toUtf8());
}

QList<qsizetype> fitted(QList<qsizetype> widths, qsizetype most)
{
    constexpr qsizetype least = 8;
    constexpr qsizetype gap = 2;
    const auto all = [&widths] { return std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * gap); };
    while (most > 0 && all() > most) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= least)
            break;
        --*widest;
    }
    return widths;
}

QString forTerminal(const QString &text)
{
    QString safe;
    for (const QChar c : text) {
        if (drivesTerminal(c.unicode()))
            safe += u"\\x%1"_s.arg(c.unicode(), 2, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}

QString shown(const std::optional<TimePoint> &time)
{
    if (!time)
        return u"-"_s;
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(*time), Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString shown(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

void printLine(const QString &line)
{
    write(stdout, forTerminal(line).toUtf8() + '\n');
}

void printNote(const QString &line)
{
    write(stderr, forTerminal(line).toUtf8() + '\n');
}

void printJson(const QJsonValue &value)
{
    write(stdout, compact(value) + '\n');
}

bool printRaw(const QByteArray &bytes)
{
    return write(stdout, bytes);
}

void printError(const Error &error, bool json)
{
    const QString sentence = errorSentence(error);
    const QJsonObject fields = QJsonDocument::fromJson(error.context.value(u"errors"_s).toUtf8()).object();
    if (json) {
        const QJsonObject body{{u"message"_s, sentence}, {u"code"_s, error.code}, {u"errors"_s, fields}};
        write(stderr, compact(body) + '\n');
        return;
    }
    printNote(sentence);
    // What the fields say beyond the sentence that was just printed.
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const QJsonArray sentences = it.value().toArray();
        for (const auto &more : sentences) {
            if (more.toString() != sentence)
                printNote(u"  %1: %2"_s.arg(it.key(), more.toString()));
        }
    }
}

Error usageError(const QString &sentence)
{
    return Error(u"usage.wrong"_s, {}, {{u"message"_s, sentence}});
}

void Table::print(const QString &whenEmpty) const
{
    if (m_rows.size() == 1) {
        printNote(whenEmpty);
        return;
    }
    QList<qsizetype> widths(m_rows.first().size(), 0);
    QList<QStringList> rows = m_rows;
    for (QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            row[i] = forTerminal(row[i]);
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    widths = fitted(widths, terminalWidth());
    for (qsizetype at = 0; at < rows.size(); ++at) {
        QStringList &row = rows[at];
        for (qsizetype i = 0; i < row.size(); ++i)
            row[i] = shortened(row[i], widths[i]);
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? padded(row[i], widths[i] + 2) : row[i];
        printLine(line);
        if (const auto remark = m_remarks.constFind(at); remark != m_remarks.cend())
            printLine(u"    "_s + *remark);
    }
}

void printFields(const QList<std::pair<QString, QString>> &fields)
{
    qsizetype widest = 0;
    for (const auto &[name, value] : fields)
        widest = std::max(widest, width(name));
    for (const auto &[name, value] : fields)
        printLine(padded(name + u':', widest + 3) + value);
}

} // namespace unmta::ctl
