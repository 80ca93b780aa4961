// What the console says about the API's values: the short names on badges and the sentences of cells.
#pragma once

#include "contract/wire/Wire.h"
#include "support/Palette.h"

namespace unmta::ui {

// The sign before a badge's text, so that a status is never colour alone.
enum class Mark : std::uint8_t
{
    None,
    Dot,
    Triangle,
    DownTriangle,
    Ring,
    Check,
    Cross,
    Dash
};

struct BadgeText
{
    QString text;
    Tone tone = Tone::Neutral;
    Mark mark = Mark::None;
};

// Pending, and was active before: links in mail that was sent are dead.
[[nodiscard]] inline bool isDowngraded(const wire::TrackingDomain &domain)
{
    return domain.downgradedAt.has_value();
}
// "Links dead since yesterday 09:40"; empty unless downgraded.
[[nodiscard]] QString deadSince(const wire::TrackingDomain &domain, TimePoint now);
// "Links dead since 18 Nov"
[[nodiscard]] QString deadSinceBriefly(const wire::TrackingDomain &domain, TimePoint now);

// What keeps recipients from every host of the engine, by the scheme of links.
struct Obstacles
{
    bool http = false;
    bool https = false;
    bool operator==(const Obstacles &) const = default;
};
// Active, but recipients do not get to it.
[[nodiscard]] bool isOutOfReach(const wire::TrackingDomain &domain, const Obstacles &obstacles);

// "Active", "Active · out of reach", "Active · 1 strike", "Pending", "Downgraded"
[[nodiscard]] BadgeText statusBadge(const wire::TrackingDomain &domain, const Obstacles &obstacles = {});
[[nodiscard]] BadgeText checkBadge(const wire::Check &check); // "Points elsewhere"
// What the check found out, without the two values, where they stand by themselves.
[[nodiscard]] QString headline(const wire::Check &check);
// What to do; it says "the expected value" without giving it.
[[nodiscard]] QString advice(const wire::Check &check);
// What a server said.
[[nodiscard]] QString answerText(const wire::ServerAnswer &answer);
// Nobody has said what the record is.
[[nodiscard]] bool isUnseen(const wire::Check &check);
[[nodiscard]] BadgeText strikesBadge(const wire::TrackingDomain &domain); // "0 of 2 strikes"

// The list's cells.
[[nodiscard]] QString certificateCell(const wire::TrackingDomain &domain, TimePoint now); // "renews in 38 d"
[[nodiscard]] QString lastCheckCell(const wire::TrackingDomain &domain, TimePoint now);   // "18 min ago · missing"

// The certificate card's two lines.
[[nodiscard]] QString certificateLine(const wire::Certificate &certificate);
[[nodiscard]] QString certificateDetail(const wire::Certificate &certificate, TimePoint now);

// The timeline's rows.
[[nodiscard]] BadgeText timelineBadge(const wire::TimelineEntry &entry);
[[nodiscard]] QString timelineLine(const wire::TimelineEntry &entry, TimePoint now);

// The DNS provider as far as it is known: from the zone, else from the last check; or empty.
[[nodiscard]] QString providerOf(const wire::TrackingDomain &domain);
// "Cloudflare", "Amazon Route 53", …, "Other provider".
[[nodiscard]] QString providerName(const QString &provider);
// What a notification is about: "Warning", "Verified", …
[[nodiscard]] BadgeText notificationBadge(const wire::Notification &notification);
// What became of its mail; no text when none was wanted.
[[nodiscard]] BadgeText deliveryBadge(const wire::Notification &notification);
[[nodiscard]] QString deliveryLine(const wire::Notification &notification);

// "On", "Failing", "Off", …
[[nodiscard]] BadgeText webhookBadge(const wire::Webhook &webhook);
// "200", "No answer"; of many calls that went well also their number.
[[nodiscard]] BadgeText webhookCallBadge(const wire::WebhookDelivery &delivery);
// All that a webhook can be told of, as the API names them, and what people call it.
[[nodiscard]] QStringList webhookTypes();
[[nodiscard]] QString webhookTypeWord(const QString &type);

// Whether somebody should look at the domain: it is downgraded, has a strike, or a certificate that cannot be had.
[[nodiscard]] bool needsAttention(const wire::TrackingDomain &domain);

} // namespace unmta::ui
