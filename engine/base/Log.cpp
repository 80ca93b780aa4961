#include "base/Log.h"

#include "base/Clock.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

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

// systemd names the stream that it has connected by device and inode: a variable that was inherited by a program whose
// error output goes elsewhere does not count.
bool isJournal()
{
#ifdef Q_OS_UNIX
    struct stat stream = {};
    const QByteArray named = qgetenv("JOURNAL_STREAM");
    return !named.isEmpty() && ::fstat(STDERR_FILENO, &stream) == 0 &&
           named == QByteArray::number(quint64(stream.st_dev)) + ':' + QByteArray::number(quint64(stream.st_ino));
#else
    return false;
#endif
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool toJournal = isJournal();
    const QByteArray line =
        (toJournal ? '<' + QByteArray::number(priority(type)) + '>' : QByteArray()) +
        QStringLiteral("%1 %2 %3 %4\n")
            .arg(toIso8601(SystemClock().now()), QString::fromLatin1(levelName(type)),
                 QString::fromUtf8(context.category ? context.category : "default"), logSafe(message, 4000))
            .toUtf8();
    // One write per entry, so that lines of several threads do not mix.
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    std::fflush(stderr);
}

} // namespace

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
