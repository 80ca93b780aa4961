// Asks before a webhook is deleted, and does it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

namespace unmta::ui {

class Session;

class DeleteWebhookDialog final : public Sheet
{
    Q_OBJECT

public:
    DeleteWebhookDialog(Session &session, const wire::Webhook &webhook, QWidget *parent = nullptr);

Q_SIGNALS:
    void deleted();
};

} // namespace unmta::ui
