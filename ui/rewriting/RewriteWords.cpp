#include "rewriting/RewriteWords.h"

#include "language/EngineText.h"
#include "support/Formatting.h"

#include <QCoreApplication>
#include <QLocale>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int partsTold = 4;

struct Rewriting
{
    Q_DECLARE_TR_FUNCTIONS(Rewriting)
};

using Table = QHash<QString, QString>;

const Table &linkReasons()
{
    static const Table table{
        {u"tracked"_s, Rewriting::tr("A click is counted, then the reader is sent on.")},
        {u"foreign_content"_s, Rewriting::tr("It stands inside an SVG or MathML drawing.")},
        {u"notrack_scheme"_s, Rewriting::tr("The template writes +notrack; only that marker is taken out.")},
        {u"empty"_s, Rewriting::tr("It leads nowhere.")},
        {u"fragment"_s, Rewriting::tr("It jumps within the message.")},
        {u"relative"_s, Rewriting::tr("It names no host, so nobody could be sent there.")},
        {u"other_scheme"_s, Rewriting::tr("Only http and https links are tracked.")},
        {u"malformed"_s, Rewriting::tr("It is not a valid web address.")},
        {u"charset_unreadable"_s, Rewriting::tr("Its characters cannot be read in the part's charset.")},
        {u"already_tracked"_s, Rewriting::tr("It is a tracked link of this engine already.")},
        {u"dkim_signed"_s, Rewriting::tr("The message is signed (DKIM), and a change would break the signature.")},
        {u"clicks_off"_s, Rewriting::tr("Clicks are not tracked for this message.")},
        {u"no_certificate"_s,
         Rewriting::tr("It leads to https, and the tracking host has no certificate yet to carry that.")},
        {u"too_long"_s, Rewriting::tr("The tracked link would be longer than 2,000 characters.")},
        {u"line_too_long"_s, Rewriting::tr("The line would be longer than mail allows (998 bytes).")},
    };
    return table;
}

const Table &partReasons()
{
    static const Table table{
        {u"attachment"_s, Rewriting::tr("it is an attachment")},
        {u"attached_message"_s, Rewriting::tr("it belongs to an attached message")},
        {u"signed"_s, Rewriting::tr("it is signed, and a change would break the signature")},
        {u"dkim_signed"_s, Rewriting::tr("the message is signed (DKIM), and a change would break the signature")},
        {u"encrypted"_s, Rewriting::tr("it is encrypted")},
        {u"report"_s, Rewriting::tr("it is a delivery report")},
        {u"ambiguous_headers"_s, Rewriting::tr("its headers contradict each other")},
        {u"not_text"_s, Rewriting::tr("it is not text")},
        {u"plain_text_off"_s, Rewriting::tr("plain text is not rewritten here")},
        {u"encoding_damaged"_s, Rewriting::tr("its transfer encoding is damaged")},
        {u"encoding_unknown"_s, Rewriting::tr("its transfer encoding is not known")},
        {u"charset_not_ascii_compatible"_s, Rewriting::tr("its charset cannot be edited safely")},
        {u"inline_pgp"_s, Rewriting::tr("it contains a PGP block")},
        {u"empty"_s, Rewriting::tr("it is empty")},
    };
    return table;
}

QString whyPassedThrough(const QString &code)
{
    static const Table table{
        {u"limit.size"_s, Rewriting::tr("the message is larger than 64 MB")},
        {u"limit.depth"_s, Rewriting::tr("its parts are nested too deeply")},
        {u"limit.parts"_s, Rewriting::tr("it has too many parts")},
        {u"limit.links"_s, Rewriting::tr("it has too many links")},
        {u"no_host"_s, Rewriting::tr("there is no target zone yet, so that its links have no host")},
        {u"internal"_s, Rewriting::tr("something went wrong inside the engine")},
    };
    return table.value(code, code);
}

QString linkCount(const wire::RewritePreview &preview)
{
    const qsizetype all = preview.links.size();
    const qsizetype tracked = std::count_if(preview.links.begin(), preview.links.end(),
                                            [](const wire::RewriteLink &link) { return link.tracked; });
    if (all == 0) {
        const bool wasClosed =
            std::any_of(preview.parts.begin(), preview.parts.end(), [](const wire::RewritePart &part) {
                return part.type == u"text/html" && part.reason != u"empty" && partReasons().contains(part.reason);
            });
        return wasClosed ? Rewriting::tr("no links looked for") : Rewriting::tr("no links found");
    }
    return all == 1 ? (tracked == 1 ? Rewriting::tr("the one link tracked") : Rewriting::tr("the one link left alone"))
                    : Rewriting::tr("%1 of %2 links tracked").arg(number(tracked), number(all));
}

bool isLeftAsSigned(const wire::RewritePreview &preview)
{
    return std::any_of(preview.parts.begin(), preview.parts.end(),
                       [](const wire::RewritePart &part) { return part.reason == u"dkim_signed"; });
}

QString signedSummary(qsizetype links)
{
    if (links == 0)
        return Rewriting::tr("The message is signed (DKIM) and was left alone; it has no links.");
    return links == 1 ? Rewriting::tr("The message is signed (DKIM) and was left alone, with its one link.")
                      : Rewriting::tr("The message is signed (DKIM) and was left alone, with its %1 links.")
                            .arg(number(links));
}

} // namespace

QString linkReason(const QString &code)
{
    const QString excluded = u"excluded_by."_s;
    if (code.startsWith(excluded))
        return Rewriting::tr("The template says so: %1.").arg(code.mid(excluded.size()));
    if (const auto found = linkReasons().constFind(code); found != linkReasons().cend())
        return *found;
    return errorText(Error(code));
}

QString pixelReason(const QString &code)
{
    static const Table table{
        {u"added"_s, Rewriting::tr("pixel added")},
        {u"already_there"_s, Rewriting::tr("no pixel, because the message has one of its own already")},
        {u"no_html_part"_s, Rewriting::tr("no pixel, because there is no HTML part")},
        {u"opens_off"_s, Rewriting::tr("no pixel, because opens are not tracked")},
        {u"unclosed_markup"_s, Rewriting::tr("no pixel, because the HTML ends inside a tag or comment")},
        {u"line_too_long"_s, Rewriting::tr("no pixel, because its line would be too long")},
        {u"too_long"_s, Rewriting::tr("no pixel, because its address would be too long")},
    };
    if (const auto found = table.constFind(code); found != table.cend())
        return *found;
    if (const auto part = partReasons().constFind(code); part != partReasons().cend())
        return Rewriting::tr("no pixel in the HTML part: %1").arg(*part);
    return Rewriting::tr("no pixel: %1").arg(errorText(Error(code)));
}

BadgeText linkBadge(const wire::RewriteLink &link)
{
    return link.tracked ? BadgeText{Rewriting::tr("Tracked"), Tone::Good, Mark::Dot}
                        : BadgeText{Rewriting::tr("Left alone"), Tone::Neutral, Mark::Ring};
}

QString rewriteSummary(const wire::RewritePreview &preview)
{
    if (preview.result == u"passed_through")
        return Rewriting::tr("The message goes out as it came: %1.").arg(whyPassedThrough(preview.reason));
    if (isLeftAsSigned(preview))
        return signedSummary(preview.links.size());
    const QString text = Rewriting::tr("%1, %2, host %3")
                             .arg(linkCount(preview), pixelReason(preview.pixelReason), preview.trackingHost);
    return text.left(1).toUpper() + text.mid(1);
}

BadgeText rewriteBadge(const wire::RewritePreview &preview)
{
    if (preview.result == u"rewritten")
        return {Rewriting::tr("Rewritten"), Tone::Good, Mark::Dot};
    if (preview.result == u"unchanged")
        return {Rewriting::tr("Unchanged"), Tone::Neutral, Mark::Ring};
    return {Rewriting::tr("Passed through"), Tone::Warning, Mark::Triangle};
}

QString rewriteDetails(const wire::RewritePreview &preview)
{
    QStringList lines{
        preview.bytesBefore == preview.bytesAfter
            ? byteSize(preview.bytesAfter)
            : Rewriting::tr("%1 before, %2 after").arg(byteSize(preview.bytesBefore), byteSize(preview.bytesAfter))};
    if (!preview.messageId.isEmpty())
        lines.front() += Rewriting::tr(" · events under the Message-ID %1").arg(preview.messageId);
    int told = 0;
    for (const wire::RewritePart &part : preview.parts) {
        const auto reason = partReasons().constFind(part.reason);
        // What is no text has nothing to say; where there is text, its owner wants to know.
        if (part.rewritten || reason == partReasons().cend() || part.reason == u"not_text" || ++told > partsTold)
            continue;
        lines << Rewriting::tr("Part %1 (%2) is left alone: %3.").arg(part.part, part.type, *reason);
    }
    if (told > partsTold)
        lines << Rewriting::tr("%1 more parts are left alone.").arg(told - partsTold);
    return lines.join(u'\n');
}

QString rewriteWarning(const QString &code, const wire::RewritePreview &preview)
{
    static const Table table{
        {u"no_html_part"_s,
         Rewriting::tr(
             "The message has no HTML part. Opens cannot be seen, and links are tracked only if plain text is "
             "rewritten.")},
        {u"already_signed"_s,
         Rewriting::tr(
             "The message carries a DKIM signature, which the change breaks. Sign it again, or rewrite before the "
             "signer.")},
        {u"tracking_host_not_active"_s,
         Rewriting::tr("The tracking host asked for is not active in this cluster; %1 is used.")},
        {u"no_certificate"_s,
         Rewriting::tr(
             "Links to https stay as they are, because neither %1 nor the cluster's fallback host has a valid "
             "certificate. They are tracked once one is issued.")},
        {u"track_header_unknown"_s,
         Rewriting::tr("X-Unmta-Track has a word that is not known. Use opens, clicks or none.")},
        {u"pixel_position_unknown"_s,
         Rewriting::tr("X-Unmta-Pixel-Position has a word that is not known. Use auto, start or end.")},
        {u"meta_malformed"_s, Rewriting::tr("X-Unmta-Meta is not written as key=value, so it is left out.")},
        {u"visible_host_differs"_s,
         Rewriting::tr("A link's visible text shows another host than the tracked link's. Mail programs may warn their "
                       "readers of that. Write words there instead of an address, or choose a tracking host under the "
                       "same domain.")},
    };
    if (code == u"over_102_kib") {
        qint64 size = 0;
        for (const wire::RewritePart &part : preview.parts)
            size = part.type == u"text/html" ? std::max(size, part.bytesAfter) : size;
        return Rewriting::tr(
                   "The HTML part becomes %1. Gmail cuts a message off at 102 KB; what stands below is not seen "
                   "there, nor is a pixel at the end.")
            .arg(byteSize(size));
    }
    if (code == u"already_signed" && isLeftAsSigned(preview))
        return Rewriting::tr(
            "The message carries a DKIM signature, which any change breaks, so it goes out as it came. "
            "Rewrite before the signer; or, where mail is signed again afterwards, choose “Also signed "
            "messages” among the rules.");
    const QString sentence = table.value(code, code);
    return sentence.contains(u"%1"_s) ? sentence.arg(preview.trackingHost) : sentence;
}

QString byteSize(qint64 bytes)
{
    constexpr double step = 1024;
    if (bytes < qint64(step))
        return Rewriting::tr("%1 bytes").arg(number(bytes));
    const double kilo = double(bytes) / step;
    if (kilo < step)
        return Rewriting::tr("%1 KB").arg(QLocale().toString(kilo, 'f', kilo < 100 ? 1 : 0));
    return Rewriting::tr("%1 MB").arg(QLocale().toString(kilo / step, 'f', 1));
}

} // namespace unmta::ui
