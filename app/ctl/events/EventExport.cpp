#include "ctl/events/EventExport.h"

#include "contract/text/Csv.h"
#include "contract/text/EventLines.h"
#include "ctl/Output.h"
#include "store/events/export/EventFile.h"

#include <QFile>

#include <filesystem>
#include <system_error>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

Error failed(const QString &sentence)
{
    return Error(u"output.failed"_s, {}, {{u"message"_s, sentence}});
}

// Writes everything; `write` answers false to stop.
using Write = std::function<bool(const QJsonObject &event)>;

Result<bool> writeAll(const EventSource &source, const ExportInput &input, const Write &write)
{
    QString cursor = input.selection.after;
    qint64 written = 0;
    const auto done = source.walk(cursor, [&](const QJsonObject &event) {
        if (++written % 1000 == 0 && !input.output.isEmpty())
            printProgress(u"%1 events"_s.arg(written));
        return write(event);
    });
    printProgress({});
    return done;
}

Outcome toStandardOutput(const EventSource &source, const ExportInput &input)
{
    const bool csv = input.format == u"csv"_s;
    if (csv)
        printRaw(csvHeader());
    const auto done = writeAll(
        source, input, [csv](const QJsonObject &event) { return printRaw(csv ? csvLine(event) : jsonLine(event)); });
    if (!done)
        return done.error();
    if (!*done && !readerHasGone())
        return failed(u"The events could not all be written."_s);
    return Exit::Done;
}

Result<void> toTextFile(const EventSource &source, const ExportInput &input, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failed(u"%1 cannot be written: %2."_s.arg(path, file.errorString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const bool csv = input.format == u"csv"_s;
    const auto put = [&file](const QByteArray &line) { return file.write(line) == line.size(); };
    bool arrived = !csv || put(csvHeader());
    const auto done = writeAll(source, input, [&](const QJsonObject &event) {
        arrived = arrived && put(csv ? csvLine(event) : jsonLine(event));
        return arrived;
    });
    if (!done)
        return done.error();
    if (!arrived || !file.flush())
        return failed(u"%1 cannot be written: %2."_s.arg(path, file.errorString()));
    return {};
}

Result<void> toDatabase(const EventSource &source, const ExportInput &input, const QString &path)
{
    auto file = store::EventFile::create(path);
    if (!file)
        return file.error();
    Result<void> outcome;
    const auto done = writeAll(source, input, [&](const QJsonObject &event) {
        outcome = (*file)->add(event);
        return outcome.ok();
    });
    if (!done)
        return done.error();
    return outcome ? (*file)->finish() : outcome;
}

// Under another name until it is complete.
Outcome toFile(const EventSource &source, const ExportInput &input)
{
    if (QFile::exists(input.output) && !input.force)
        return usageError(u"%1 is there already. Give --force to replace it."_s.arg(input.output));
    const QString part = input.output + u".part"_s;
    QFile::remove(part);
    const auto done = input.format == "sqlite"_L1 ? toDatabase(source, input, part) : toTextFile(source, input, part);
    if (!done) {
        QFile::remove(part);
        return done.error();
    }
    std::error_code error;
    if (input.force)
        std::filesystem::rename(part.toStdString(), input.output.toStdString(), error);
    else if (!QFile::rename(part, input.output)) // which leaves alone what has come meanwhile
        error = std::make_error_code(std::errc::file_exists);
    if (error) {
        QFile::remove(part);
        return failed(u"%1 cannot be written."_s.arg(input.output));
    }
    return Exit::Done;
}

} // namespace

Outcome exportEvents(Session &session, const ExportInput &input)
{
    if (input.output.isEmpty() && input.format == "sqlite"_L1)
        return usageError(u"A database is a file: give --output FILE."_s);
    const auto source = EventSource::of(session, input.selection);
    if (!source)
        return source.error();
    return input.output.isEmpty() ? toStandardOutput(*source, input) : toFile(*source, input);
}

} // namespace unmta::ctl
