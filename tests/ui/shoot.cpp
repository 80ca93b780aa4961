// Draws every page into PNG files, light and dark, in two sizes: for looking at, and for the README. Not installed.
//
// usage: ui_shoot DIRECTORY [setup|figures|readme] [--lang CODE]
#include "base/AllSettings.h"
#include "language/Language.h"
#include "session/Session.h"
#include "settings/SettingsForm.h"
#include "shell/CloseDialog.h"
#include "shell/EngineView.h"
#include "shell/MainWindow.h"
#include "shell/Sidebar.h"
#include "ui/FakeEngine.h"
#include "ui/ReadinessSamples.h"
#include "ui/RewriteSamples.h"
#include "ui/samples/FigureSamples.h"
#include "ui/samples/NodeSamples.h"
#include "ui/samples/WebhookSamples.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>

#include <array>

using namespace unmta;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void populate(test::FakeEngine &engine)
{
    engine.addActive(u"track.example.com"_s, 6887).isDefault = true;
    engine.clusters.front().defaultTrackingDomain = u"track.example.com"_s;
    engine.clusters.front().trackingHost = u"track.example.com"_s;
    auto &struck = engine.addActive(u"links.shop.example.org"_s, 1300);
    struck.strikes = 1;
    struck.certificate.renewAt = engine.clock.now() + 24h * 12;
    struck.lastCheck = test::makeCheck(struck, engine.clock.now() - 18min, wire::CheckOutcome::Changed,
                                       u"not_created"_s, {}, u"The record links.shop.example.org is gone."_s,
                                       u"Add the CNAME record below again at the provider of shop.example.org. After "
                                       "the next failed check the domain goes back to Pending."_s);
    engine.history[struck.name].prepend(*struck.lastCheck);
    auto &idn = engine.addActive(u"go.münchen-mail.example.net"_s, 104);
    idn.certificate.renewAt = engine.clock.now() + 24h * 51;
    auto &pending = engine.addDomain(u"email.brand.example.io"_s);
    pending.lastCheck =
        test::makeCheck(pending, engine.clock.now() - 4min, wire::CheckOutcome::Changed, u"wrong_target"_s,
                        u"brand.cdn-provider.example"_s, u"The record exists, but leads to another host."_s,
                        u"Edit the existing CNAME email at Cloudflare and replace its target with the "
                        "value below. All 2 name servers answer the same; caches let go of the old "
                        "value by 14:32, then we check again."_s);
    engine.history[pending.name].append(*pending.lastCheck);
    test::downgrade(engine, engine.addActive(u"news.rotterdam.example.org"_s, 800), 27h);
    engine.addDomain(u"fresh.brand.example.io"_s, true).provider = u"google"_s;
    for (int i = 0; i < 14; ++i)
        engine.addEvent(i % 3 == 0 ? wire::EventType::Click : wire::EventType::Open, u"track.example.com"_s,
                        u"reader%1@customer.example"_s.arg(i * 37 % 90),
                        i % 3 == 0 ? u"https://shop.example.com/offers/spring?ref=newsletter&item=%1"_s.arg(i)
                                   : QString());
    engine.botTest = {48210,
                      6887,
                      31904,
                      4120,
                      31412,
                      3871,
                      {{u"link_burst"_s, u"link_burst"_s, 262, 31, 231, 0, 0},
                       {u"mimecast_address"_s, u"link_scanner"_s, 455, 441, 14, 0, 0},
                       {u"click_without_open"_s, u"click_without_open"_s, 9, 0, 9, 0, 0},
                       {u"crawler"_s, QString(), 0, 0, 0, 12, 5},
                       {u"apple_mail_privacy"_s, u"apple_privacy"_s, 14022, 0, 0, 0, 0},
                       {u"head"_s, u"head_request"_s, 310, 0, 0, 0, 0}}};
    test::webhooks::add(engine);
    engine.notify(u"domain.verified"_s, u"track.example.com"_s, u"track.example.com is verified and serves links."_s);
    engine.notify(u"domain.warning"_s, u"links.shop.example.org"_s,
                  u"The CNAME of links.shop.example.org is missing. The domain stays active; after a second failed "
                  "check it goes back to Pending."_s);
    engine.notify(u"monitor.held"_s, {}, u"The monitor is held. 112 of 400 checked domains changed at once."_s);
    engine.notify(u"certificate.recovered"_s, u"track.example.com"_s,
                  u"The certificate of track.example.com is in order again."_s);
    static const std::array states{u"queued"_s, u"failed"_s, u"sent"_s, u"screen"_s};
    for (qsizetype i = 0; i < engine.notifications.size(); ++i)
        engine.notifications[i].state = states[std::size_t(i) % states.size()];
    const TimePoint now = engine.clock.now();
    engine.happened[u"links.shop.example.org"_s] = {
        {now - 20min,
         u"mail"_s,
         u"mail.sent"_s,
         u"Mailed to ops@example.com: The record of links.shop.example.org failed."_s,
         1,
         {}},
        {now - 20min,
         u"status"_s,
         u"domain.warning"_s,
         u"The record of links.shop.example.org failed its check."_s,
         1,
         {}},
        {now - 20min,
         u"record"_s,
         u"record.removed"_s,
         u"The record is gone; it led to v-9f3c.track.unmta.net."_s,
         1,
         {}},
        {now - 24h * 20, u"check"_s, u"ok"_s, u"The record is correct."_s, 19, now - 24h},
        {now - 24h * 9, u"certificate"_s, u"renewed"_s, u"Renewed; valid until 2 December."_s, 1, {}}};
    engine.records = {{u"track.example.com"_s, u"CNAME"_s, engine.find(u"track.example.com"_s)->record.value, 300},
                      {u"email.brand.example.io"_s, u"CNAME"_s, u"brand.cdn-provider.example"_s, 300}};
    for (const Setting &row : allSettings) {
        const QString name = QString::fromLatin1(row.name);
        if (!engine.settings.contains(name))
            engine.settings.insert(name, QString::fromUtf8(row.byDefault));
    }
    engine.trial = {u"resolver"_s,
                    wire::ReadinessState::Failed,
                    u"The resolver 192.0.2.1:53 does not answer."_s,
                    u"Give resolvers that answer and tell the truth, such as one of your own:\nunmta-ctl settings set "
                    "dns.resolvers=127.0.0.1"_s,
                    u"192.0.2.1:53: silent"_s,
                    engine.clock.now()};
    engine.mails = {{2,
                     now - 20min,
                     {},
                     u"track.example.com: first strike"_s,
                     u"The record of track.example.com is gone. After the next failed check its links are dead."_s,
                     u"track.example.com"_s},
                    {1,
                     now - 2h,
                     {u"ops@example.com"_s},
                     u"track.example.com is verified"_s,
                     u"track.example.com is verified and serves links."_s,
                     u"track.example.com"_s}};
    engine.settings.insert(u"smtp.password"_s, u"********"_s);
    engine.tokens = {
        {1, u"postfix on mail1"_s, {u"rewrite"_s}, {}, engine.clock.now(), engine.clock.now() - 2h, {}, {}, {}}};
}

class Shooter
{
public:
    // `readiness` makes it a real installation.
    Shooter(QString directory, ui::Scheme scheme, QSize size, wire::Readiness (*readiness)(TimePoint) = nullptr,
            bool isReadOnly = false)
        : m_directory(std::move(directory))
        , m_suffix(u"%1-%2%3"_s.arg(ui::schemeName(scheme))
                       .arg(size.width())
                       .arg(QApplication::font().pixelSize() > 20 ? u"-large"_s : QString()))
        , m_transport(m_engine.handler())
    {
        if (!readiness || readiness == test::readiness::allReady)
            populate(m_engine);
        addAudit();
        const bool ownsEngine = readiness == test::readiness::unprivileged;
        m_engine.isReadOnly = isReadOnly;
        if (readiness) {
            m_engine.capabilities.clear();
            m_engine.readiness = readiness(m_engine.clock.now() - 12s);
        }
        if (readiness == test::readiness::fresh)
            m_engine.settings.insert(u"edge.target_zone"_s, QString());
        if (ownsEngine) {
            m_engine.httpPort = 8080;
            m_engine.httpsPort = 8443;
        }
        m_window = std::make_unique<ui::MainWindow>(
            m_transport, ui::UiOptions{&m_engine.clock, nullptr, u"this computer"_s, true, nullptr, ownsEngine});
        auto *box = m_window->findChild<QComboBox *>(u"schemeBox"_s);
        box->setCurrentIndex(int(scheme));
        Q_EMIT box->activated(int(scheme));
        m_window->resize(size);
        m_window->show();
    }

    // What the README shows: an installation that is no rehearsal.
    void readme()
    {
        settle();
        m_window->view().showDomains();
        shoot(u"readme-list"_s);
        domain(u"email.brand.example.io"_s, u"readme-pending"_s);
        domain(u"track.example.com"_s, u"readme-active"_s);
        place(ui::Place::Overview, u"readme-overview"_s);
    }

    // What follows an active domain.
    void nextSteps()
    {
        domain(u"track.example.com"_s, {});
        visible(u"nextStepsButton"_s)->click();
        settle();
        visible(u"makeMailTokenButton"_s)->click();
        m_window->findChild<QLineEdit *>(u"testRecipientEdit"_s)->setText(u"ann@example.com"_s);
        visible(u"makeTestButton"_s)->click();
        shoot(u"next-steps"_s);
        whole(u"domainPage"_s, u"next-steps-all"_s);
    }

    // The pages that belong to a cluster as a whole.
    void figures()
    {
        settle();
        nextSteps();
        place(ui::Place::Events, {});
        auto *box = m_window->findChild<QComboBox *>(u"eventFieldBox"_s);
        box->showPopup();
        settle();
        box->view()->window()->grab().save(u"%1/choices-%2.png"_s.arg(m_directory, m_suffix));
        box->hidePopup();
        place(ui::Place::Overview, u"overview"_s);
        visible(u"hoursButton"_s)->click();
        settle();
        auto *chart = visibleWidget(u"activityChart"_s);
        QTest::mouseMove(chart, {chart->width() / 2, chart->height() / 2});
        shoot(u"overview-hours"_s);
        visible(u"days90Button"_s)->click();
        shoot(u"overview-90"_s);
        visible(u"activityTableButton"_s)->click();
        shoot(u"overview-table"_s);
        visible(u"activityTableButton"_s)->click();
        whole(u"overviewPage"_s, u"overview-all"_s);
        rewriting();
        place(ui::Place::Cluster, u"cluster"_s);
        whole(u"clusterPage"_s, u"cluster-all"_s);
        m_engine.clusters.append(
            {u"b2c3d4e5"_s, u"shop"_s, u"c-b2.track.unmta.net"_s, std::nullopt, {}, m_engine.clock.now()});
        m_engine.touch(u"b2c3d4e5"_s, ChangeKind::Cluster);
        settle();
        dialogOf([this] { visible(u"deleteClusterButton"_s)->click(); }, u"delete-cluster"_s);
        m_engine.clusters.removeLast();
        dialogOf([this] { visible(u"editShippingButton"_s)->click(); }, u"shipping"_s);
        place(ui::Place::Audit, u"audit"_s);
        m_window->findChild<QTableView *>(u"auditTable"_s)->selectRow(1);
        shoot(u"audit-detail"_s);
        nodes();
        m_window->view().showDomains();
    }

    // A message before, while and after it is rewritten, the rules, and a link that is looked at.
    void rewriting()
    {
        place(ui::Place::Rewriting, u"rewriting"_s);
        visible(u"pasteHtmlButton"_s)->click();
        settle();
        visibleWidget(u"htmlEdit"_s)->setFocus();
        QTest::keyClicks(visibleWidget(u"htmlEdit"_s), u"<a href=\"https://shop.example.com/\">See</a>"_s);
        shoot(u"rewriting-paste"_s);
        m_engine.setPreview(test::samplePreview());
        visible(u"usePastedButton"_s)->click();
        shoot(u"rewriting-result"_s);
        wire::Inspection link;
        link.genuine = true;
        link.kind = u"click"_s;
        link.clusterId = m_engine.clusterId;
        link.trackingHost = u"track.example.com"_s;
        link.url = u"https://shop.example.com/offers/spring?ref=newsletter"_s;
        link.messageId = u"spring-1@mail.example.com"_s;
        link.recipient = u"reader@customer.example"_s;
        link.meta = {{u"campaign"_s, u"spring"_s}};
        m_engine.inspections.insert(test::sampleToken(1), link);
        m_window->findChild<QLineEdit *>(u"trackedUrlEdit"_s)->setText(test::sampleToken(1));
        visible(u"inspectButton"_s)->click();
        whole(u"rewritingPage"_s, u"rewriting-all"_s);
    }

    void nodes()
    {
        const auto nodes = test::Nodes::join(m_engine);
        m_engine.touch({}, ChangeKind::Settings);
        settle();
        place(ui::Place::Nodes, u"nodes"_s);
        auto *table = m_window->findChild<QTableView *>(u"nodeTable"_s);
        dialogOf([this] { visible(u"toggleNodeButton"_s)->click(); }, u"node-drain"_s);
        table->selectRow(2);
        shoot(u"nodes-gone"_s);
        dialogOf([this] { visible(u"removeNodeButton"_s)->click(); }, u"node-remove"_s);
        nodes->all.resize(1);
        m_engine.touch(u"node.removed"_s, ChangeKind::Audit);
        shoot(u"nodes-one"_s);
        m_engine.capabilities.removeAll(u"nodes"_s);
        m_engine.touch({}, ChangeKind::Settings);
    }

    void all()
    {
        shoot(u"list"_s);
        domain(u"email.brand.example.io"_s, u"pending"_s);
        m_window->findChild<QPushButton *>(u"detailsButton"_s)->setChecked(true);
        shoot(u"pending-details"_s);
        m_window->findChild<QPushButton *>(u"detailsButton"_s)->setChecked(false);
        domain(u"fresh.brand.example.io"_s, u"fresh"_s);
        m_engine.holdVerification(true);
        m_window->findChild<QPushButton *>(u"verifyNowButton"_s)->click();
        shoot(u"verifying"_s);
        m_engine.holdVerification(false);
        shoot(u"verified"_s);
        domain(u"track.example.com"_s, u"active"_s);
        domain(u"links.shop.example.org"_s, u"strike"_s);
        domain(u"news.rotterdam.example.org"_s, u"downgraded"_s);
        place(ui::Place::Events, u"events"_s);
        m_window->findChild<QTableView *>(u"eventTable"_s)->selectRow(0);
        shoot(u"events-detail"_s);
        m_window->findChild<QPushButton *>(u"closeDetailButton"_s)->click();
        auto *views = m_window->findChild<QComboBox *>(u"eventViewBox"_s);
        for (const auto &[view, name] : {std::pair(1, u"events-recipients"_s), std::pair(2, u"events-links"_s)}) {
            views->setCurrentIndex(view);
            (void)QTest::qWaitFor([this] {
                const auto *table = m_window->findChild<QTableView *>(u"sumsTable"_s);
                return table->model()->rowCount() > 0;
            });
            m_window->findChild<QTableView *>(u"sumsTable"_s)->selectRow(0);
            shoot(name);
        }
        views->setCurrentIndex(0);
        dialogOf([this] { m_window->findChild<QAction *>(u"exportEventsAction"_s)->trigger(); }, u"export-events"_s);
        dialogOf(
            [this] {
                m_window->findChild<QTableView *>(u"eventTable"_s)->selectRow(2);
                m_window->findChild<QAction *>(u"deleteEventsAction"_s)->trigger();
            },
            u"delete-events"_s);
        dialogOf([this] { m_window->findChild<QAction *>(u"botTestAction"_s)->trigger(); }, u"people-and-programs"_s);
        place(ui::Place::Notifications, u"notifications"_s);
        figures();
        place(ui::Place::Webhooks, u"webhooks"_s);
        dialog(u"addWebhookButton"_s, u"webhook-add"_s);
        place(ui::Place::Sandbox, u"sandbox"_s);
        visible(u"recipientsPartButton"_s)->click();
        shoot(u"sandbox-recipients"_s);
        visible(u"mailPartButton"_s)->click();
        settle();
        m_window->findChild<QTableView *>(u"mailTrayTable"_s)->selectRow(0);
        shoot(u"sandbox-mail"_s);
        visible(u"recordsPartButton"_s)->click();
        visible(u"beginTourButton"_s)->click();
        shoot(u"sandbox-tour"_s);
        visible(u"leaveTourButton"_s)->click();
        place(ui::Place::Settings, u"settings"_s);
        dialog(u"newTokenButton"_s, u"new-token"_s);
        for (const QString &what : {u"mail"_s, u"resolver"_s, u"authority"_s})
            m_window->findChild<QPushButton *>(what + u"TestButton"_s)->click();
        settle();
        // The whole of what the page scrolls through.
        auto *settings = m_window->findChild<ui::SettingsForm *>()->parentWidget();
        settings->grab().save(u"%1/settings-all-%2.png"_s.arg(m_directory, m_suffix));
        m_window->view().showDomains();
        dialog(u"addDomainButton"_s, u"add"_s);
        manyDomains();
        domain(u"track.example.com"_s, {});
        dialogOf([this] { m_window->findChild<QAction *>(u"deleteDomainAction"_s)->trigger(); }, u"delete"_s);
        dialogOf([this] { m_window->findChild<QAction *>(u"appLinksAction"_s)->trigger(); }, u"app-links"_s);
        domain(u"email.brand.example.io"_s, {});
        dialog(u"handOverButton"_s, u"handover"_s);
        const QString longName = QString(60, u'a') + u'.' + QString(60, u'b') + u".example.com"_s;
        m_engine.addActive(longName, 10).isDefault = true;
        domain(longName, u"long"_s);
        m_engine.remove(longName);
        held();
        closing();
        m_transport.cut();
        m_window->view().showDomains();
        shoot(u"offline"_s);
    }

    // What is to be set up, in one state, and all of what the page scrolls through.
    void setup(const QString &picture)
    {
        settle();
        m_window->view().showPlace(ui::Place::Setup);
        shoot(picture);
        whole(u"setupPage"_s, picture + u"-all"_s);
    }
    void setupOnTheWay()
    {
        settle();
        dialogOf([this] { visible(u"addDomainButton"_s)->click(); }, u"add-before-zone"_s);
        m_window->view().showZone();
        settle();
        m_window->findChild<QLineEdit *>(u"targetZoneEdit"_s)->setText(u"track"_s);
        visible(u"useZoneButton"_s)->click();
        shoot(u"setup-zone-refused"_s);
        m_engine.holdProbe(true);
        visible(u"checkAgainButton"_s)->click();
        shoot(u"setup-checking"_s);
        m_engine.holdProbe(false);
        settle();
        m_transport.cut();
        shoot(u"setup-offline"_s);
    }
    void brokenLater()
    {
        settle();
        const TimePoint now = m_engine.clock.now();
        m_engine.setReadiness(test::readiness::authorityFailed(now));
        m_engine.setReadiness(test::readiness::diskFailed(now));
        shoot(u"setup-broken-later"_s);
        m_engine.setReadiness(test::readinessCheck("wildcard", test::readiness::Failed,
                                                   "*.track.unmta.net leads to 198.51.100.7, which is no address of "
                                                   "this computer.",
                                                   "", "", now));
        domain(u"track.example.com"_s, u"out-of-reach"_s);
        m_window->view().showDomains();
        shoot(u"list-out-of-reach"_s);
        visible(u"bannerActionButton"_s)->click();
        visible(u"stepDetailsButton_disk"_s)->setChecked(true);
        shoot(u"setup-broken"_s);
    }

    void held()
    {
        m_window->view().showDomains();
        m_engine.setMonitor(
            {u"held"_s,
             u"breaker"_s,
             u"112 of 400 checked domains changed at once, which is more likely a fault on the way than "
             "what their owners did."_s,
             m_engine.clock.now() - 3min,
             m_engine.clock.now() + 4min,
             {u"track.example.com"_s, u"links.shop.example.org"_s},
             112,
             400,
             0});
        shoot(u"held"_s);
        visible(u"heldDomainsButton"_s)->click();
        shoot(u"held-domains"_s);
        dialog(u"releaseMonitorButton"_s, u"release"_s);
        m_engine.setMonitor({u"running"_s, {}, {}, {}, {}, {}});
    }

    void closing()
    {
        dialogOf(
            [this] {
                auto *asked = new ui::CloseDialog(true, m_window.get());
                asked->setAttribute(Qt::WA_DeleteOnClose);
                asked->open();
            },
            u"close"_s);
    }

    // Several at once.
    void manyDomains()
    {
        auto *table = m_window->findChild<QTableView *>(u"domainTable"_s);
        table->selectAll();
        shoot(u"list-selected"_s);
        dialog(u"deleteSelectedButton"_s, u"delete-many"_s);
        table->clearSelection();
        dialogOf(
            [this] {
                QTest::keySequence(m_window.get(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
                if (auto *names = m_window->findChild<QPlainTextEdit *>(u"manyNamesEdit"_s))
                    names->setPlainText(u"a.example.com\ntrack.example.com, example.com\nmy_x.example.com"_s);
            },
            u"add-many"_s);
        dialogOf([this] { m_window->findChild<QAction *>(u"shortcutsAction"_s)->trigger(); }, u"keys"_s);
    }

    void empty()
    {
        m_engine.domains.clear();
        m_engine.notifications.clear();
        m_engine.events.clear();
        shoot(u"empty"_s);
    }

private:
    void addAudit()
    {
        m_figures.addAudit(u"domain.added"_s, u"track.example.com"_s);
        m_figures.addAudit(u"token.created"_s, u"postfix on mail1"_s);
        m_figures.addAudit(u"settings.changed"_s, u"monitor.interval"_s, u"token:deploy"_s);
        m_figures.audit.front().before = {{u"monitor.interval"_s, u"24h"_s}};
        m_figures.audit.front().after = {{u"monitor.interval"_s, u"12h"_s}};
        m_figures.addAudit(u"domain.deleted"_s, u"old-name.of-a-brand-with-a-long-name.example.org"_s);
        m_figures.addAudit(u"webhook.created"_s, u"3"_s, u"local"_s);
        wire::Shipping shipping;
        shipping.path = u"/srv/events"_s;
        shipping.prefix = u"unmta"_s;
        shipping.interval = u"5m"_s;
        shipping.state.objects = 214;
        shipping.state.events = 48'210;
        m_figures.shipping = shipping;
    }
    [[nodiscard]] QWidget *visibleWidget(const QString &name) const
    {
        const auto all = m_window->findChildren<QWidget *>(name);
        const auto shown = std::find_if(all.begin(), all.end(), [](const QWidget *each) { return each->isVisible(); });
        return shown == all.end() ? all.value(0) : *shown;
    }
    // All of what the page scrolls through.
    void whole(const QString &page, const QString &picture)
    {
        settle();
        const auto areas = m_window->findChild<QWidget *>(page)->findChildren<QScrollArea *>(u"pageArea"_s);
        const auto area =
            std::find_if(areas.begin(), areas.end(), [](const QWidget *each) { return each->isVisible(); });
        (*area)->widget()->grab().save(u"%1/%2-%3.png"_s.arg(m_directory, picture, m_suffix));
    }
    void shoot(const QString &name)
    {
        settle();
        m_window->grab().save(u"%1/%2-%3.png"_s.arg(m_directory, name, m_suffix));
    }
    // Replies come through the event loop; a picture wants all of them.
    void settle()
    {
        int quiet = 0;
        int sent = -1;
        (void)QTest::qWaitFor(
            [&] {
                quiet = sent == m_transport.sent() ? quiet + 1 : 0;
                sent = m_transport.sent();
                return quiet > 12;
            },
            3000);
    }
    void domain(const QString &name, const QString &picture)
    {
        m_window->view().showDomain(name);
        picture.isEmpty() ? settle() : shoot(picture);
    }
    void place(ui::Place place, const QString &picture)
    {
        m_window->view().showPlace(place);
        picture.isEmpty() ? settle() : shoot(picture);
    }
    // Pages use the same names for the same purposes.
    [[nodiscard]] QPushButton *visible(const QString &name) const
    {
        const auto all = m_window->findChildren<QPushButton *>(name);
        const auto shown =
            std::find_if(all.begin(), all.end(), [](const QPushButton *each) { return each->isVisible(); });
        return shown == all.end() ? all.value(0) : *shown;
    }
    void dialog(const QString &button, const QString &picture)
    {
        dialogOf([this, button] { visible(button)->click(); }, picture);
    }
    void dialogOf(const std::function<void()> &open, const QString &picture)
    {
        settle();
        open();
        settle();
        auto *dialog = m_window->findChild<QDialog *>();
        if (!dialog)
            return;
        dialog->grab().save(u"%1/%2-%3.png"_s.arg(m_directory, picture, m_suffix));
        dialog->close();
        settle();
    }

    QString m_directory;
    QString m_suffix;
    test::FakeEngine m_engine;
    test::Figures m_figures{m_engine};
    test::FakeTransport m_transport;
    std::unique_ptr<ui::MainWindow> m_window;
};

void setupPages(const QString &directory, ui::Scheme scheme, QSize size)
{
    using namespace test::readiness;
    Shooter(directory, scheme, size, fresh).setup(u"setup-fresh"_s);
    Shooter(directory, scheme, size, fresh).setupOnTheWay();
    Shooter(directory, scheme, size, fresh, true).setup(u"setup-read-only"_s);
    Shooter(directory, scheme, size, waiting).setup(u"setup-waiting"_s);
    Shooter(directory, scheme, size, unprivileged).setup(u"setup-ports"_s);
    Shooter(directory, scheme, size, allReady).setup(u"setup-ready"_s);
    Shooter(directory, scheme, size, allReady).brokenLater();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (argc < 2)
        return 2;
    QStringList arguments = QApplication::arguments();
    QString code = u"en"_s;
    if (const qsizetype at = arguments.indexOf(u"--lang"_s); at > 0 && at + 1 < arguments.size()) {
        code = arguments.at(at + 1);
        arguments.remove(at, 2);
    }
    const ui::Language language(code);
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    const QString directory = arguments.at(1);
    QDir().mkpath(directory);
    if (arguments.value(2) == u"readme") {
        for (const auto scheme : {ui::Scheme::Light, ui::Scheme::Dark})
            Shooter(directory, scheme, QSize(1180, 760), test::readiness::allReady).readme();
        return 0;
    }
    if (arguments.value(2) == u"figures") {
        for (const int pixels : {13, 26}) {
            font.setPixelSize(pixels);
            QApplication::setFont(font);
            for (const auto scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
                for (const QSize size : {QSize(1180, 760), QSize(900, 600)})
                    Shooter(directory, scheme, size).figures();
            }
        }
        return 0;
    }
    for (const bool large : {false, true}) {
        QFont sized = font;
        sized.setPixelSize(large ? 26 : 13);
        QApplication::setFont(sized);
        for (const auto scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
            for (const QSize size : {QSize(1180, 760), QSize(900, 600)})
                setupPages(directory, scheme, size);
        }
        if (large)
            Shooter(directory, ui::Scheme::Light, QSize(900, 600)).all();
    }
    QApplication::setFont(font);
    if (arguments.size() > 2)
        return 0;
    for (const auto scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
        for (const QSize size : {QSize(1180, 760), QSize(900, 600)}) {
            Shooter(directory, scheme, size).all();
            Shooter(directory, scheme, size).empty();
        }
    }
    return 0;
}
