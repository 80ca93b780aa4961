#include "settings/SettingsTrialBox.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "readiness/StepRow.h"
#include "session/Session.h"
#include "settings/SettingsForm.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

SettingsTrialBox::SettingsTrialBox(Session &session, const TrialKind &trial, std::function<wire::Settings()> changes,
                                   std::function<bool(const Error &)> refused, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_trial(trial)
    , m_changes(std::move(changes))
    , m_refused(std::move(refused))
    , m_button(new QPushButton(trial.text))
    , m_state(paragraph({}, u"dim"_s))
    , m_result(new StepRow(trial.check))
{
    const auto named = [&trial](const QString &kind) { return u"%1Test%2"_s.arg(trial.what, kind); };
    m_button->setObjectName(named(u"Button"_s));
    m_button->setToolTip(tr("With the values as they are typed here, saved or not"));
    m_state->setObjectName(named(u"State"_s));
    m_state->hide();
    m_result->setProperty("role", u"card"_s);
    m_result->hide();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_button);
    if (trial.hasRecipient) {
        m_to = new QLineEdit;
        m_to->setObjectName(named(u"ToEdit"_s));
        m_to->setAccessibleName(tr("Who gets the test mail"));
        m_to->setPlaceholderText(tr("Notification addresses"));
        m_to->setMaximumWidth(settingEditorWidth(fontMetrics()));
        row->addWidget(m_to, 100);
        connect(m_to, &QLineEdit::returnPressed, this, &SettingsTrialBox::start);
    }
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_result);
    connect(m_button, &QPushButton::clicked, this, &SettingsTrialBox::start);
}

void SettingsTrialBox::start()
{
    if (!m_button->isEnabled())
        return;
    m_button->setEnabled(false);
    m_result->hide();
    setRole(m_state, u"dim"_s);
    m_state->setText(m_trial.waiting);
    m_state->show();
    const wire::SettingsTestInput wish{m_trial.what, m_changes(), m_to ? m_to->text().trimmed() : QString()};
    m_session.client().call(api::testSettings, {}, wish, this,
                            [this](const Result<wire::ReadinessCheck> &check) { take(check); });
}

void SettingsTrialBox::take(const Result<wire::ReadinessCheck> &check)
{
    const bool hadFocus = !focusWidget() || focusWidget() == m_button;
    m_button->setEnabled(true);
    if (hadFocus && isVisible())
        m_button->setFocus();
    if (!check) {
        setRole(m_state, u"errorSmall"_s);
        m_state->setText(errorText(check.error()));
        m_state->setVisible(check.error().field == u"to" || !m_refused(check.error()));
        return;
    }
    m_state->hide();
    StepView view;
    view.check = *check;
    view.needsNoCommands = true; // the fields above do what they would
    m_result->show(view);
    m_result->setVisible(true);
}

} // namespace unmta::ui
