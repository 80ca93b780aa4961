// Adds a webhook, or changes one.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;

class WebhookDialog final : public Sheet
{
    Q_OBJECT

public:
    // None: a new one.
    WebhookDialog(Session &session, std::optional<wire::Webhook> webhook, QWidget *parent = nullptr);

Q_SIGNALS:
    // As the engine has it; a new one with its secret.
    void saved(const unmta::wire::Webhook &webhook);

private:
    void addTypes();
    void submit();
    void take(const Result<wire::Webhook> &webhook);
    [[nodiscard]] QStringList chosenTypes() const;

    Session &m_session;
    const std::optional<wire::Webhook> m_webhook;
    QLineEdit *m_url;
    QLineEdit *m_hosts;
    QList<QCheckBox *> m_types; // in the order of webhookTypes()
    QCheckBox *m_people;
    QCheckBox *m_batch;
    QLabel *m_answer;
    QPushButton *m_save;
};

} // namespace unmta::ui
