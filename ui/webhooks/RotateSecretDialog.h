// Asks before a webhook gets a new secret: its receiver has a day to learn it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

namespace unmta::ui {

class RotateSecretDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit RotateSecretDialog(const wire::Webhook &webhook, QWidget *parent = nullptr);
};

} // namespace unmta::ui
