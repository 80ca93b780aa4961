// What the console says about the rewriter's codes: every decision about a link, a part or a pixel in words.
#pragma once

#include "contract/wire/Rewrite.h"
#include "support/Words.h"

namespace unmta::ui {

[[nodiscard]] QString linkReason(const QString &code);  // why a link is tracked, or not
[[nodiscard]] QString pixelReason(const QString &code); // "no pixel: the message has no HTML part"
[[nodiscard]] BadgeText linkBadge(const wire::RewriteLink &link);

// "12 of 15 links tracked, pixel added, host links.example.com".
[[nodiscard]] QString rewriteSummary(const wire::RewritePreview &preview);
[[nodiscard]] BadgeText rewriteBadge(const wire::RewritePreview &preview);
// The smaller print: the sizes, the Message-ID of the events, and the parts that were left alone.
[[nodiscard]] QString rewriteDetails(const wire::RewritePreview &preview);
// A warning's code as a sentence, with the preview's own figures and hosts.
[[nodiscard]] QString rewriteWarning(const QString &code, const wire::RewritePreview &preview);

// "4.1 KB".
[[nodiscard]] QString byteSize(qint64 bytes);

} // namespace unmta::ui
