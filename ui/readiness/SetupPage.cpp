#include "readiness/SetupPage.h"

#include "kit/Banner.h"
#include "kit/BusyBar.h"
#include "kit/Labels.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "readiness/ReadinessWatch.h"
#include "readiness/ReadinessWords.h"
#include "readiness/StepRow.h"
#include "readiness/ZoneForm.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/SettingWords.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>

namespace unmta::ui {

using namespace Qt::StringLiterals;
using wire::ReadinessState;

SetupPage::SetupPage(Session &session, ReadinessWatch &watch, bool ownsEngine, bool offerSandbox, QWidget *parent)
    : PageFrame(tr("Setup"), {}, parent)
    , m_session(session)
    , m_watch(watch)
    , m_ownsEngine(ownsEngine)
    , m_offerSandbox(offerSandbox)
    , m_checked(label({}, u"small"_s))
    , m_check(new QPushButton)
    , m_progress(paragraph({}, u"dim"_s))
    , m_bar(new QProgressBar)
    , m_busy(new QWidget)
    , m_note(new Banner)
    , m_problem(new Banner)
    , m_sandbox(new Banner)
    , m_steps(new QVBoxLayout)
{
    setObjectName(u"setupPage"_s);
    m_checked->setObjectName(u"checkedLabel"_s);
    m_check->setObjectName(u"checkAgainButton"_s);
    m_progress->setObjectName(u"setupProgress"_s);
    m_bar->setObjectName(u"setupProgressBar"_s);
    m_bar->setAccessibleName(tr("Steps that are ready"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_busy->setObjectName(u"setupBusy"_s);
    m_note->setObjectName(u"setupNote"_s);
    m_problem->setObjectName(u"setupProblem"_s);
    m_sandbox->setObjectName(u"setupSandbox"_s);
    actions()->addWidget(m_checked);
    actions()->addWidget(m_check);
    column()->setContentsMargins(0, 20, 0, 0);
    column()->itemAt(0)->layout()->setContentsMargins(24, 0, 24, 0);
    m_area = qobject_cast<QScrollArea *>(scrolling(makeBody()));
    m_view = new StateView(m_area);
    column()->addWidget(m_view, 1);

    connect(m_check, &QPushButton::clicked, this, &SetupPage::checkAgain);
    connect(m_note, &Banner::actionRequested, this, &SetupPage::tokenRequested);
    connect(m_sandbox, &Banner::actionRequested, this, &SetupPage::sandboxRequested);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        m_watch.load();
    });
    connect(&watch, &ReadinessWatch::changed, this, &SetupPage::refresh);
    connect(&session, &Session::onlineChanged, this, &SetupPage::refresh);
    connect(&session, &Session::rightsChanged, this, &SetupPage::refresh);
    connect(&session.domains(), &DomainCache::settled, this, [this] {
        if (isVisible())
            refresh();
    });
    refresh();
}

QWidget *SetupPage::makeBody()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setLayout(m_steps);
    m_steps->setContentsMargins(1, 1, 1, 1);
    m_steps->setSpacing(0);
    auto *progress = new QVBoxLayout;
    progress->setSpacing(6);
    progress->addWidget(m_progress);
    progress->addWidget(m_bar);
    // As tall as the bar in whose place it moves.
    m_busy->setFixedHeight(m_bar->height());
    auto *busy = new QVBoxLayout(m_busy);
    busy->setContentsMargins(0, 0, 0, 0);
    busy->addWidget(new BusyBar);
    progress->addWidget(m_busy);
    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    stack->setContentsMargins(24, 0, 24, 24);
    stack->setSpacing(12);
    stack->addLayout(progress);
    stack->addWidget(m_problem);
    stack->addWidget(m_note);
    stack->addWidget(m_sandbox);
    stack->addWidget(card);
    stack->addStretch(1);
    return body;
}

void SetupPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    refresh();
    m_watch.load(); // the sentences may have changed where the states have not
}

void SetupPage::offerToken()
{
    m_offerToken = true;
    refresh();
}

void SetupPage::checkAgain()
{
    if (lockedWhy().isEmpty())
        m_watch.probe();
}

void SetupPage::focusZone()
{
    // Only now the steps may have got their places.
    QTimer::singleShot(0, this, [this] {
        if (m_zone && m_zone->isVisible()) {
            m_zone->focusProxy()->setFocus();
            m_area->ensureWidgetVisible(m_zone->focusProxy(), 0, 16);
        } else {
            m_check->setFocus();
        }
    });
}

void SetupPage::showWorst()
{
    const auto failures = m_watch.failures();
    setFocus();
    if (failures.isEmpty())
        return;
    QTimer::singleShot(0, this, [this, id = failures.first().id] {
        if (StepRow *row = m_rows.value(id))
            m_area->ensureWidgetVisible(row, 0, 16);
    });
}

void SetupPage::timePassed()
{
    showProgress();
}

QString SetupPage::lockedWhy() const
{
    if (!m_session.isOnline())
        return tr("The engine does not answer.");
    return m_session.rights().whyNot(Right::ChangeEngine);
}

void SetupPage::refresh()
{
    if (!m_watch.readiness()) {
        m_check->setEnabled(false);
        m_check->setText(tr("Check again"));
        if (m_watch.problem())
            m_view->showError(*m_watch.problem());
        else
            m_view->showLoading();
        return;
    }
    showProgress();
    showNotes();
    showSteps();
    m_view->showContent();
}

void SetupPage::showProgress()
{
    if (!m_watch.readiness())
        return;
    const bool hadFocus = m_check->hasFocus();
    const QString locked = lockedWhy();
    const bool isProbing = m_watch.isProbing();
    const auto at = m_watch.checkedAt();
    m_checked->setText(at ? tr("checked %1").arg(relativeTime(*at, m_session.now())) : tr("not checked yet"));
    m_checked->setToolTip(at ? exactTime(*at) : QString());
    m_check->setText(isProbing ? tr("Checking…") : at ? tr("Check again") : tr("Check now"));
    m_check->setEnabled(locked.isEmpty() && !isProbing);
    m_check->setToolTip(locked.isEmpty() ? tr("Ask everybody again (F5)") : locked);
    m_check->setAccessibleDescription(locked.isEmpty() ? m_checked->text() : locked);
    m_busy->setVisible(isProbing);
    m_bar->setVisible(!isProbing);

    const int all = int(m_watch.readiness()->checks.size());
    const int ready = m_watch.readyCount();
    m_bar->setRange(0, all);
    m_bar->setValue(ready);
    m_bar->setAccessibleDescription(tr("%1 of %2").arg(ready).arg(all));
    if (ready == all)
        m_progress->setText(tr("Ready: %1 of %2. Should something break later, a line above the pages "
                               "tells you.")
                                .arg(ready)
                                .arg(all));
    else if (m_watch.readiness()->isReady)
        m_progress->setText(tr("Ready: %1 of %2. Nothing is left to do.").arg(ready).arg(all));
    else
        m_progress->setText(
            tr("Ready: %1 of %2. Each step tells what was found, and the one thing to do.").arg(ready).arg(all));
    if (hadFocus && isVisible() && !isProbing)
        m_check->setFocus();
}

bool SetupPage::hasUsualPorts() const
{
    const auto &server = m_session.server();
    const auto listens = [&server](int port) {
        return std::any_of(server->listeners.begin(), server->listeners.end(),
                           [port](const wire::Listener &listener) { return listener.port == port; });
    };
    return !server || (listens(80) && listens(443));
}

void SetupPage::showNotes()
{
    if (m_watch.problem())
        m_problem->show(Tone::Bad, errorText(*m_watch.problem()));
    else
        m_problem->hide();
    if (m_session.isRefused())
        m_note->hide(); // the window says so, and offers what there is to do
    else if (m_session.isReadOnly() && m_offerToken)
        m_note->show(Tone::Accent,
                     tr("This console's token may only read. The steps here need one that has the scope admin."),
                     tr("Enter another token…"));
    else if (m_session.isReadOnly())
        m_note->show(Tone::Accent, tr("This console's token may only read. To take these steps here, start the console "
                                      "with --token-file and the file of a token that has the scope admin."));
    else if (m_ownsEngine && !hasUsualPorts())
        m_note->show(Tone::Accent,
                     tr("This console runs an engine of its own, with the rights of your account, which may not open "
                        "the ports 80 and 443. Recipients' programs ask only these, so nothing is tracked until they "
                        "are open. The steps for the two ports give the ways."));
    else
        m_note->hide();
    showSandbox();
}

// Whoever has come to look around sees everything there, before a record of theirs exists.
void SetupPage::showSandbox()
{
    const wire::ReadinessCheck *domain = m_watch.find(u"active_domain"_s);
    if (m_offerSandbox && domain && domain->state == ReadinessState::Todo)
        m_sandbox->show(Tone::Neutral,
                        tr("Only looking around? In the sandbox DNS, time and recipients are played, from an empty "
                           "list to a domain that fails its checks. Nothing of it is real or kept here."),
                        tr("Try it in the sandbox"));
    else
        m_sandbox->hide();
}

void SetupPage::makeSteps()
{
    QStringList order;
    for (const wire::ReadinessCheck &check : m_watch.readiness()->checks)
        order << check.id;
    if (order == std::exchange(m_order, order))
        return;
    m_zone = nullptr;
    m_rows.clear();
    while (QLayoutItem *item = m_steps->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &id : std::as_const(order)) {
        if (!m_rows.isEmpty())
            m_steps->addWidget(rule());
        auto *row = new StepRow(id);
        m_rows.insert(id, row);
        m_steps->addWidget(row);
        if (id == u"target_zone") {
            m_zone = new ZoneForm(m_session);
            row->addForm(m_zone);
            connect(m_zone, &ZoneForm::saved, this, [this] { m_watch.load(); });
        }
        connect(row, &StepRow::actionRequested, this, [this, id] {
            if (const wire::ReadinessCheck *check = m_watch.find(id)) {
                if (const Action action = actionFor(*check); action.run)
                    action.run();
            }
        });
    }
}

void SetupPage::showSteps()
{
    makeSteps();
    const wire::Readiness &readiness = *m_watch.readiness();
    const QString locked = lockedWhy();
    // A control that is disabled hands the focus to the next, and the page would scroll there.
    if (QWidget *focused = window()->focusWidget(); !locked.isEmpty() && focused && m_area->isAncestorOf(focused))
        setFocus();
    for (const wire::ReadinessCheck &check : readiness.checks) {
        StepView view;
        view.check = check;
        const QString before = waitsFor(check, readiness);
        if (!before.isEmpty()) {
            view.after = stepTitle(before);
        } else {
            const Action action = actionFor(check);
            view.action = action.text;
            view.actionInFull = action.inFull;
            view.lockedWhy = action.changes ? locked : QString();
            // Who may not press it can hand the commands to somebody.
            const bool mayPress = !action.changes || m_session.rights().whyNot(Right::ChangeEngine).isEmpty();
            view.needsNoCommands = !action.text.isEmpty() && mayPress;
            view.meaning = meaningOf(check);
            view.hasForm = check.id == u"target_zone" && !m_session.isReadOnly();
        }
        m_rows.value(check.id)->show(view);
    }
    const wire::ReadinessCheck *zone = m_watch.find(u"target_zone"_s);
    if (!zone)
        return;
    m_zone->setVisible(zone->state != ReadinessState::Ready);
    m_zone->lock(locked);
}

QString SetupPage::meaningOf(const wire::ReadinessCheck &check) const
{
    if (check.state != ReadinessState::Failed || !stepFix(check.fix).isWays)
        return {};
    return tr("Recipients' programs ask the ports 80 and 443 only. Until the edge answers there, no link and no pixel "
              "is reached, and no certificate is issued. One of the ways below is enough.");
}

SetupPage::Action SetupPage::actionFor(const wire::ReadinessCheck &check)
{
    if (check.state == ReadinessState::Ready || check.id == u"target_zone")
        return {};
    const auto &domains = m_session.domains().all();
    const auto shows = [this, &domains](auto matches) -> Action {
        const auto found = std::find_if(domains.begin(), domains.end(), matches);
        if (found == domains.end())
            return {};
        return {tr("Show the domain"), tr("Show the domain %1").arg(found->unicodeName),
                [this, name = found->name] { Q_EMIT domainRequested(name); }};
    };
    if (check.id == u"active_domain") {
        const Action pending = shows([](const auto &domain) { return domain.status == wire::DomainStatus::Pending; });
        return pending.run ? pending
                           : Action{tr("Add tracking domain"), {}, [this] { Q_EMIT addDomainRequested(); }, true};
    }
    if (check.id == u"certificate") {
        return shows([](const wire::TrackingDomain &domain) {
            return domain.status == wire::DomainStatus::Active &&
                   domain.certificate.state != wire::CertificateState::Valid;
        });
    }
    if (check.id == u"first_event") // whose page makes a test mail
        return shows([](const auto &domain) { return domain.status == wire::DomainStatus::Active; });
    const StepFix fix = stepFix(check.fix);
    const QString setting = fix.setting.isEmpty() && check.id == u"notices" ? u"smtp.url"_s : fix.setting;
    if (setting.isEmpty() || (check.state == ReadinessState::Unknown && !check.checkedAt))
        return {};
    // Other values are examples.
    const QString value = setting == u"edge.public_addresses" ? fix.value : QString();
    return {tr("Open the setting"), tr("Open the setting “%1”").arg(settingLabel(setting)),
            [this, setting, value] { Q_EMIT settingRequested(setting, value); }, true};
}

} // namespace unmta::ui
