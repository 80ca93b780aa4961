#include "base/Log.h"

#include "base/Clock.h"
#include "base/system/Journal.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <cstdio>

namespace unmta {

Q_LOGGING_CATEGORY(lcEngine, "unmta.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "unmta.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDns, "unmta.dns", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHttp, "unmta.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEdge, "unmta.edge", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAcme, "unmta.acme", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMail, "unmta.mail", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWebhook, "unmta.webhook", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMonitor, "unmta.monitor", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApi, "unmta.api", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMilter, "unmta.milter", QtInfoMsg)
Q_LOGGING_CATEGORY(lcConsole, "unmta.console", QtInfoMsg)

namespace {

constexpr qsizetype longestMessage = 4000;

std::atomic<LogFormat> chosenFormat = LogFormat::Text;
std::atomic<LogSink> chosenSink = nullptr;

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "info";
}

// Syslog's levels (RFC 5424 section 6.2.1).
int priority(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 7;
    case QtInfoMsg:
        return 6;
    case QtWarningMsg:
        return 4;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        return 2;
    }
    return 6;
}

// The value behind "request_id=", up to the next blank.
QString requestIdIn(const QString &message)
{
    const QString key = QStringLiteral("request_id=");
    const qsizetype at = message.indexOf(key);
    return at < 0 ? QString() : message.sliced(at + key.size()).section(QLatin1Char(' '), 0, 0);
}

QByteArray textLine(QtMsgType type, const QString &category, const QString &message)
{
    static const bool toJournal = isJournal();
    return (toJournal ? '<' + QByteArray::number(priority(type)) + '>' : QByteArray()) +
           QStringLiteral("%1 %2 %3 %4\n")
               .arg(toIso8601(SystemClock().now()), QString::fromLatin1(levelName(type)), category,
                    logSafe(message, longestMessage))
               .toUtf8();
}

QByteArray jsonLine(QtMsgType type, const QString &category, const QString &message)
{
    const bool isCut = message.size() > longestMessage;
    QJsonObject entry{{QStringLiteral("time"), toIso8601(SystemClock().now())},
                      {QStringLiteral("level"), QString::fromLatin1(levelName(type))},
                      {QStringLiteral("category"), category},
                      {QStringLiteral("message"), isCut ? message.left(longestMessage) + QChar(0x2026) : message}};
    if (const QString id = requestIdIn(message); !id.isEmpty())
        entry.insert(QStringLiteral("request_id"), id);
    return QJsonDocument(entry).toJson(QJsonDocument::Compact) + '\n';
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString category = QString::fromUtf8(context.category ? context.category : "default");
    const QByteArray line =
        chosenFormat == LogFormat::Json ? jsonLine(type, category, message) : textLine(type, category, message);
    if (const LogSink sink = chosenSink)
        return sink(type, line);
    // One write per entry, so that lines of several threads do not mix.
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

std::optional<LogFormat> logFormatFrom(const QString &name)
{
    if (name == QLatin1StringView("text"))
        return LogFormat::Text;
    return name == QLatin1StringView("json") ? std::optional(LogFormat::Json) : std::nullopt;
}

void setLogFormat(LogFormat format)
{
    chosenFormat = format;
}

void setLogSink(LogSink sink)
{
    chosenSink = sink;
}

void installLogHandler()
{
    qInstallMessageHandler(writeLine);
}

QString logSafe(QStringView text, qsizetype maxLength)
{
    QString safe;
    safe.reserve(std::min(text.size(), maxLength));
    for (const QChar c : text) {
        if (safe.size() >= maxLength) {
            safe += QChar(0x2026);
            break;
        }
        const char16_t code = c.unicode();
        // C0, DEL, C1 and the two Unicode line separators could start a new line or drive a terminal.
        if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
            safe += QStringLiteral("\\x%1").arg(code, 2, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}

} // namespace unmta
