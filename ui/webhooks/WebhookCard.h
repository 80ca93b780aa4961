// One webhook: how its receiver does, what can be done with it, and the log of its calls.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QAbstractButton;
class QPushButton;

namespace unmta::ui {

class Badge;
class FitTable;
class Session;
class WebhookLogModel;

class WebhookCard final : public QFrame
{
    Q_OBJECT

public:
    explicit WebhookCard(Session &session, QWidget *parent = nullptr);

    void show(const wire::Webhook &webhook);
    // For the menu of the webhook's row.
    [[nodiscard]] const QList<QAbstractButton *> &buttons() const { return m_buttons; }
    [[nodiscard]] qint64 webhookId() const { return m_webhook.id; }
    // Asks people whether to delete it.
    void requestRotation();
    void requestDelete();

Q_SIGNALS:
    // Something was done to it: the list is to be read again.
    void changed();
    void secretMade(const QString &secret);

private:
    QPushButton *addButton(QLayout &row, const char *name, const QString &text, void (WebhookCard::*act)());
    void test();
    void edit();
    void toggle();
    void rotate();
    void replay();
    void loadLog();
    void showAnswer(const QString &text, bool isGood);
    void showSelection();
    [[nodiscard]] QStringList path() const;

    Session &m_session;
    wire::Webhook m_webhook;
    QLabel *m_url;
    Badge *m_state;
    QLabel *m_details;
    QLabel *m_answer;
    QList<QAbstractButton *> m_buttons;
    QPushButton *m_toggle = nullptr;
    QPushButton *m_replay = nullptr;
    FitTable *m_table;
    WebhookLogModel *m_log;
    QLabel *m_nothing;
};

} // namespace unmta::ui
