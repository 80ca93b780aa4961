#include "base/Bytes.h"
#include "ctl/Commands.h"
#include "ctl/Input.h"
#include "ctl/Show.h"
#include "ctl/system/Terminal.h"

#include <algorithm>
#include <cstdio>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

struct RewriteInput
{
    QString recipient;
    QString messageId;
    QString trackingHost;
    bool html = false;
    bool preview = false;
    QString opens;
    QString clicks;
    QString plainText;
    QString dkimSigned;
    QString pixelPosition;
};

// What the result itself does not show.
void noteWarnings(const wire::RewritePreview &preview)
{
    // Exim gives a transport filter one pipe for both: a note would end in the mail.
    if (notesEnterTheResult())
        return;
    if (!preview.reason.isEmpty())
        printNote(u"Passed through as it came: "_s + preview.reason);
    for (const QString &warning : preview.warnings)
        printNote(u"Warning: "_s + warning);
}

void showPreview(const wire::RewritePreview &preview)
{
    if (std::any_of(preview.parts.begin(), preview.parts.end(),
                    [](const wire::RewritePart &part) { return part.reason == u"dkim_signed"_s; }))
        printLine(u"The message is signed (DKIM) and was left alone, with its %1. To rewrite such messages too, which "
                  u"breaks the signature: unmta-ctl rewrite-rules --dkim-signed on"_s.arg(
                      preview.links.size() == 1 ? u"one link"_s : u"%1 links"_s.arg(preview.links.size())));
    printFields(
        {{u"Result"_s, preview.result + (preview.reason.isEmpty() ? QString() : u" ("_s + preview.reason + u')')},
         {u"Host"_s, shown(preview.trackingHost)},
         {u"Message"_s, shown(preview.messageId)},
         {u"Pixel"_s, preview.pixelReason},
         {u"Size"_s, u"%1 bytes, before %2"_s.arg(preview.bytesAfter).arg(preview.bytesBefore)},
         {u"Warnings"_s, shown(preview.warnings.join(u", "_s))}});
    Table table({u"PART"_s, u"NO"_s, u"DECISION"_s, u"URL"_s});
    for (const wire::RewriteLink &link : preview.links)
        table.add({link.part, link.index > 0 ? QString::number(link.index) : u"-"_s, link.reason, link.url});
    table.print(u"There is no link."_s);
}

Outcome rewrite(Session &session, const RewriteInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    // A preview also for the result alone: only there are the warnings.
    const MessageBody message{standardInput(),
                              input.html ? "text/html" : "message/rfc822",
                              {{u"recipient"_s, input.recipient},
                               {u"message_id"_s, input.messageId},
                               {u"tracking_host"_s, input.trackingHost},
                               {u"pixel_position"_s, input.pixelPosition},
                               {u"preview"_s, u"1"_s}}};
    const auto answer = session.call(api::rewriteMessage, *path, message);
    if (input.preview)
        return present(session, answer, showPreview);
    const auto result = answer.value();
    if (!result)
        return result.error();
    const auto content =
        QByteArray::fromBase64Encoding(result->content.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!content)
        return Error(u"transport.malformed"_s, {}, {}, u"content"_s);
    if (!printRaw(*content))
        return Error(u"usage.output"_s, {}, {}, u"The result could not be written."_s);
    noteWarnings(*result);
    return Exit::Done;
}

void showRules(const wire::RewriteRules &rules)
{
    const auto word = [](bool on) { return on ? u"on"_s : u"off"_s; };
    printFields({{u"Opens"_s, word(rules.opens)},
                 {u"Clicks"_s, word(rules.clicks)},
                 {u"Plain text"_s, word(rules.plainText)},
                 {u"Signed messages"_s, word(rules.dkimSigned)},
                 {u"Pixel position"_s, wire::nameOf(rules.pixelPosition)}});
}

Outcome rules(Session &session, const RewriteInput &input)
{
    const auto path = session.inCluster();
    if (!path)
        return path.error();
    QJsonObject changes;
    for (const auto &[field, value] : {std::pair{u"opens"_s, input.opens},
                                       {u"clicks"_s, input.clicks},
                                       {u"plain_text"_s, input.plainText},
                                       {u"dkim_signed"_s, input.dkimSigned}}) {
        if (!value.isEmpty())
            changes.insert(field, value == u"on"_s);
    }
    if (!input.pixelPosition.isEmpty())
        changes.insert(u"pixel_position"_s, input.pixelPosition);
    const auto answer = changes.isEmpty() ? session.call(api::getRewriteRules, *path)
                                          : session.call(api::updateRewriteRules, *path, changes);
    return present(session, answer, showRules);
}

} // namespace

void addRewriteCommands(Command root)
{
    const auto input = std::make_shared<RewriteInput>();
    const QStringList positions{u"auto"_s, u"start"_s, u"end"_s};
    root.command("rewrite", "Rewrite the message on standard input to standard output")
        .option("--recipient", &input->recipient, "The one recipient, for the events")
        .option("--message-id", &input->messageId, "Used when the message has none")
        .option("--tracking-host", &input->trackingHost, "An active tracking domain (default: the one in force)")
        .choice("--pixel-position", &input->pixelPosition, positions, "Of the open pixel (default: the cluster's rule)")
        .flag("--html", &input->html, "The input is HTML, not a message")
        .flag("--preview", &input->preview, "Show every link with the decision instead of the result")
        .does([input](Session &session) { return rewrite(session, *input); });
    const QStringList onOff{u"on"_s, u"off"_s};
    root.command("rewrite-rules", "Show or change what is done to mail that does not say otherwise")
        .choice("--opens", &input->opens, onOff, "Add the open pixel")
        .choice("--clicks", &input->clicks, onOff, "Track links")
        .choice("--plain-text", &input->plainText, onOff, "Also addresses in plain text")
        .choice("--dkim-signed", &input->dkimSigned, onOff, "Also messages whose signature it breaks")
        .choice("--pixel-position", &input->pixelPosition, positions,
                "Where the open pixel stands; auto: at the end, in large messages at the start")
        .does([input](Session &session) { return rules(session, *input); });
}

} // namespace unmta::ctl
