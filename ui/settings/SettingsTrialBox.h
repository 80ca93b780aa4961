// A button that tries what some settings name, as they are typed, and says beneath what was found and what to do.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;
class StepRow;

struct TrialKind
{
    QString what;      // "mail", "resolver", "authority"
    QString check;     // the readiness check that it is like
    QString text;      // of the button
    QString waiting;   // a sentence while it is under way
    bool hasRecipient; // who gets the mail can be said
};

class SettingsTrialBox final : public QWidget
{
    Q_OBJECT

public:
    // `changes`: what is typed now and not saved. `refused` shows an error that is about one of its fields, and is
    // false for one that is not.
    SettingsTrialBox(Session &session, const TrialKind &trial, std::function<wire::Settings()> changes,
                     std::function<bool(const Error &)> refused, QWidget *parent = nullptr);

private:
    void start();
    void take(const Result<wire::ReadinessCheck> &check);

    Session &m_session;
    const TrialKind m_trial;
    std::function<wire::Settings()> m_changes;
    std::function<bool(const Error &)> m_refused;
    QPushButton *m_button;
    QLineEdit *m_to = nullptr;
    QLabel *m_state;
    StepRow *m_result;
};

} // namespace unmta::ui
