// What the console may do at the engine by its token. Before the engine has said so nothing is held back: it refuses by
// itself what is not allowed.
#pragma once

#include "contract/wire/Server.h"

#include <QCoreApplication>

namespace unmta::ui {

enum class Right : std::uint8_t
{
    ChangeCluster, // domains, rules, webhooks, deliveries of the chosen cluster
    ChangeEngine,  // settings, tokens, clusters, the monitor, the setup
    ReadEngine,    // settings, notifications, readiness
    ReadEvents,
    Rewrite // links and previews
};

class Rights
{
    Q_DECLARE_TR_FUNCTIONS(Rights)

public:
    Rights() = default;
    explicit Rights(wire::Access access);

    [[nodiscard]] bool may(Right right) const;
    // A sentence for whoever wonders why something is switched off; empty when it is allowed.
    [[nodiscard]] QString whyNot(Right right) const;
    // "Token watch: read"; empty where no token was needed, and for one that may do everything.
    [[nodiscard]] QString summary() const;

    bool operator==(const Rights &) const = default;

private:
    [[nodiscard]] QString scopes() const;

    wire::Access m_access{{}, {QStringLiteral("admin")}, {}, {}};
};

} // namespace unmta::ui
