// What the handlers learn from the process around them.
#pragma once

#include "contract/wire/Wire.h"

#include <QStringList>

#include <optional>

namespace unmta {

class EngineFacts
{
public:
    virtual ~EngineFacts() = default;
    [[nodiscard]] virtual QString node() const = 0;
    [[nodiscard]] virtual QList<wire::Listener> listeners() const = 0;
    [[nodiscard]] virtual QStringList capabilities() const = 0;
    [[nodiscard]] virtual std::optional<QString> internalRoot() const = 0;
    [[nodiscard]] virtual QByteArray metrics() const = 0; // Prometheus text format
    [[nodiscard]] virtual wire::ServerLoad load() const = 0;
    // Why this engine does not do all that it is there for, one sentence each; cheap. Empty: it does.
    [[nodiscard]] virtual QStringList troubles() const = 0;
    // Why recipients should be led elsewhere; they are served all the same.
    [[nodiscard]] virtual QStringList edgeTroubles() const = 0;
};

} // namespace unmta
