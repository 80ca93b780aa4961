#include "shell/Pages.h"

#include "audit/AuditPage.h"
#include "backup/BackupCard.h"
#include "cluster/ClusterPage.h"
#include "domain/DomainPage.h"
#include "domains/DomainListPage.h"
#include "events/EventsPage.h"
#include "language/Language.h"
#include "nodes/NodesPage.h"
#include "notifications/NotificationsPage.h"
#include "overview/OverviewPage.h"
#include "readiness/SetupPage.h"
#include "rewriting/RewritingPage.h"
#include "sandbox/SandboxPanel.h"
#include "settings/SettingsPage.h"
#include "shell/PageRights.h"
#include "webhooks/WebhooksPage.h"

#include <QSettings>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString columnsKey = u"list/hiddenColumns"_s;

QString rememberedLanguage(const UiOptions &options)
{
    return options.settings ? options.settings->value(QLatin1StringView(languageKey)).toString() : QString();
}

} // namespace

Pages::Pages(Session &session, MonitorWatch &monitor, ReadinessWatch &readiness, const UiOptions &options,
             Scheme scheme, bool ownsEngine)
    : setup(new SetupPage(session, readiness, ownsEngine, options.canStartSandbox))
    , overview(new OverviewPage(session))
    , list(new DomainListPage(session, monitor, readiness, options.canStartSandbox))
    , domain(new DomainPage(session, readiness))
    , events(new EventsPage(session))
    , cluster(new ClusterPage(session))
    , notifications(new NotificationsPage(session, monitor))
    , rewriting(new RewritingPage(session))
    , sandbox(new SandboxPanel(session))
    , settings(new SettingsPage(session, scheme, rememberedLanguage(options)))
{
    auto *backup = new BackupCard(session, options.checkCopy, options.closingStopsTracking);
    connect(backup, &BackupCard::restoreRequested, this, &Pages::restoreRequested);
    settings->addCard(backup);
    m_places = {{int(Place::Setup), setup},
                {int(Place::Overview), overview},
                {int(Place::Cluster), cluster},
                {int(Place::Audit), new AuditPage(session)},
                {int(Place::Nodes), new NodesPage(session)},
                {int(Place::Domains), list},
                {int(Place::Events), events},
                {int(Place::Rewriting), rewriting},
                {int(Place::Notifications), notifications},
                {int(Place::Webhooks), new WebhooksPage(session)},
                {int(Place::Sandbox), sandbox},
                {int(Place::Settings), settings}};
    for (QWidget *page : std::as_const(m_places))
        addWidget(page);
    addWidget(domain);
    permitControls(session, *this);
    setCurrentWidget(list);
    if (options.settings)
        keepChoices(options);
}

void Pages::keepChoices(const UiOptions &options)
{
    QSettings *kept = options.settings;
    list->hideColumns(kept->value(columnsKey).toStringList());
    connect(list, &DomainListPage::hiddenColumnsChanged, this,
            [kept](const QStringList &ids) { kept->setValue(columnsKey, ids); });
    connect(settings, &SettingsPage::languageChosen, this,
            [kept](const QString &code) { kept->setValue(QLatin1StringView(languageKey), code); });
    connect(settings, &SettingsPage::schemeChosen, this, [kept](Scheme scheme) { keepScheme(*kept, scheme); });
}

Place Pages::place() const
{
    return Place(m_places.key(currentWidget(), int(Place::Domains)));
}

QString Pages::topic() const
{
    static const QHash<int, QString> topics{{int(Place::Events), u"events"_s},
                                            {int(Place::Rewriting), u"rewriting"_s},
                                            {int(Place::Notifications), u"notifications"_s},
                                            {int(Place::Webhooks), u"webhooks"_s},
                                            {int(Place::Sandbox), u"sandbox"_s},
                                            {int(Place::Settings), u"settings"_s},
                                            {int(Place::Overview), u"overview"_s},
                                            {int(Place::Cluster), u"clusters"_s},
                                            {int(Place::Audit), u"monitoring"_s},
                                            {int(Place::Nodes), u"store"_s}};
    return topics.value(int(place()), u"tracking-domains"_s);
}

} // namespace unmta::ui
