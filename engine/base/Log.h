// Logs: one category per floor, the subject as key=value, one line per entry, never a secret.
//   qCInfo(lcMonitor).noquote() << "struck domain=" << name;
#pragma once

#include <QLoggingCategory>
#include <QString>

#include <cstdint>
#include <optional>

namespace unmta {

Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcDns)
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcEdge)
Q_DECLARE_LOGGING_CATEGORY(lcAcme)
Q_DECLARE_LOGGING_CATEGORY(lcMail)
Q_DECLARE_LOGGING_CATEGORY(lcWebhook)
Q_DECLARE_LOGGING_CATEGORY(lcMonitor)
Q_DECLARE_LOGGING_CATEGORY(lcApi)
Q_DECLARE_LOGGING_CATEGORY(lcMilter)
Q_DECLARE_LOGGING_CATEGORY(lcConsole)

enum class LogFormat : std::uint8_t
{
    Text,
    Json, // one object a line: "time", "level", "category", "message", and "request_id" where the message has one
};
// "text" and "json".
[[nodiscard]] std::optional<LogFormat> logFormatFrom(const QString &name);
// Of what is logged from now on.
void setLogFormat(LogFormat format);

// Where lines go instead of standard error; null: there again. The line is UTF-8 and ends with a line feed.
using LogSink = void (*)(QtMsgType type, const QByteArray &line);
void setLogSink(LogSink sink);

// Sends Qt's messages to standard error, in JSON or as "2026-11-24T22:07:10.123Z info unmta.edge text"; where that is
// the journal, with the priority that it files them under in front, "<6>" (sd-daemon(3)). Call once, from main.
void installLogHandler();

// Text from outside, fit for one log line: control characters become \xNN, at most `maxLength` characters.
[[nodiscard]] QString logSafe(QStringView text, qsizetype maxLength = 300);

} // namespace unmta
