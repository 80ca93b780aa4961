// The record and what to do with it as plain text, for the colleague who runs the DNS.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

namespace unmta::ui {

[[nodiscard]] QString handOverText(const QList<wire::TrackingDomain> &domains);

class HandOverDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit HandOverDialog(const QList<wire::TrackingDomain> &domains, QWidget *parent = nullptr);
};

} // namespace unmta::ui
