#include "overview/OverviewPage.h"

#include "charts/ActivityCard.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "overview/AttentionCard.h"
#include "overview/CertificatesCard.h"
#include "overview/EngineCard.h"
#include "overview/TopCard.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int figuresCollectMs = 2'000; // so seldom are figures read again while recipients are busy
constexpr int twoColumns = 700;         // fit from this width on, beside a font of 13 px
constexpr int shownOfEach = 8;

} // namespace

OverviewPage::OverviewPage(Session &session, QWidget *parent)
    : PageFrame(tr("Overview"), {}, parent)
    , m_session(session)
    , m_body(new QWidget)
    , m_grid(new QGridLayout)
    , m_attention(new AttentionCard(session))
    , m_activity(new ActivityCard)
    , m_engine(new EngineCard(session))
    , m_links(new TopCard(TopModel::Of::Links, u"topLinks"_s, tr("Top links"), tr("Most clicked links")))
    , m_hosts(new TopCard(TopModel::Of::Hosts, u"topHosts"_s, tr("Top hosts"), tr("Most clicked hosts")))
    , m_certificates(new CertificatesCard)
    , m_side(new QWidget)
{
    setObjectName(u"overviewPage"_s);
    auto *stack = new QVBoxLayout(m_body);
    scrollToTheEdges(*m_body);
    stack->setSpacing(16);
    stack->addWidget(m_attention);
    stack->addLayout(m_grid);
    stack->addStretch(1);
    m_grid->setSpacing(16);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(16);
    side->addWidget(m_engine);
    side->addWidget(m_certificates);
    side->addStretch(1);
    arrange();
    m_view = new StateView(scrolling(m_body));
    m_view->showLoading();
    column()->addWidget(m_view, 1);

    m_collect.setSingleShot(true);
    m_collect.setInterval(figuresCollectMs);
    connect(&m_collect, &QTimer::timeout, this, &OverviewPage::loadAll);
    connect(m_activity, &ActivityCard::periodChosen, this, &OverviewPage::loadAll);
    connect(m_attention, &AttentionCard::domainChosen, this, &OverviewPage::domainRequested);
    connect(m_attention, &AttentionCard::listRequested, this, &OverviewPage::listRequested);
    connect(m_links, &TopCard::chosen, this,
            [this](const QString &url) { Q_EMIT eventsRequested(behind(EventQuery::Field::Link, url, u"click"_s)); });
    connect(m_hosts, &TopCard::chosen, this,
            [this](const QString &host) { Q_EMIT eventsRequested(behind(EventQuery::Field::Host, host, {})); });
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        loadAll();
    });
    for (const auto signal : {&DomainCache::settled, &DomainCache::stateChanged})
        connect(&session.domains(), signal, this, &OverviewPage::showDomains);
    const auto anew = [this] {
        m_isOld = true;
        if (isVisible())
            loadAll();
    };
    connect(&session, &Session::clusterChosen, this, [this, anew] {
        m_activity->show({});
        m_links->show({}, tr("Counting…"));
        m_hosts->show({}, tr("Counting…"));
        anew();
    });
    connect(&session, &Session::reset, this, anew);
    connect(&session, &Session::onlineChanged, this, anew);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        const bool isFigure = change.kind == ChangeKind::Activity || change.kind == ChangeKind::Events;
        if (!isFigure || change.clusterId != m_session.clusterId())
            return;
        m_isOld = true;
        if (isVisible() && !m_collect.isActive())
            m_collect.start();
    });
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    PageFrame::resizeEvent(event);
    if ((width() >= scaled(twoColumns, fontMetrics())) != m_isWide)
        arrange();
}

// Beside each other where there is room.
void OverviewPage::arrange()
{
    m_isWide = width() >= scaled(twoColumns, fontMetrics());
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    // Those at the side are as tall as what they tell, whatever stands beside them.
    if (m_isWide) {
        m_grid->addWidget(m_activity, 0, 0);
        m_grid->addWidget(m_side, 0, 1, 2, 1);
        m_grid->addWidget(m_links, 1, 0);
        m_grid->addWidget(m_hosts, 2, 0, 1, 2);
    } else {
        int row = 0;
        for (QWidget *each : std::initializer_list<QWidget *>{m_activity, m_side, m_links, m_hosts})
            m_grid->addWidget(each, row++, 0);
    }
    m_grid->setColumnStretch(0, m_isWide ? 9 : 1);
    m_grid->setColumnStretch(1, m_isWide ? 4 : 0);
}

void OverviewPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    showDomains();
    if (m_isOld)
        loadAll();
}

void OverviewPage::timePassed()
{
    if (isVisible())
        showDomains();
}

bool OverviewPage::isStill(const QString &cluster, const Period &period) const
{
    return cluster == m_session.clusterId() && period == m_activity->period();
}

void OverviewPage::showDomains()
{
    const auto &cache = m_session.domains();
    if (!isVisible())
        return;
    if (cache.state() == DomainCache::State::Failed && cache.all().isEmpty())
        return m_view->showError(cache.problem());
    if (cache.state() == DomainCache::State::Loading && cache.all().isEmpty())
        return m_view->showLoading();
    m_view->showContent();
    m_attention->show(cache.all(), m_session.now());
    m_certificates->show(cache.all(), m_session.now());
}

void OverviewPage::loadAll()
{
    if (m_session.clusterId().isEmpty())
        return;
    m_isOld = false;
    if (const wire::Cluster *cluster = m_session.cluster())
        m_activity->setSubject(cluster->name);
    loadActivity();
    loadHosts();
    loadLinks();
    if (isVisible())
        m_engine->load();
}

void OverviewPage::loadActivity()
{
    const Period period = m_activity->period();
    const DaySpan span = spanOf(m_session.now(), period);
    const QString cluster = m_session.clusterId();
    m_session.client().call(
        api::getClusterActivity, {cluster},
        {{u"from"_s, toIso8601(span.from)}, {u"to"_s, toIso8601(span.to)}, {u"bucket"_s, period.bucket()}}, this,
        [this, cluster, period, span](const Result<QList<wire::ActivityBucket>> &buckets) {
            if (buckets && isStill(cluster, period))
                m_activity->show(fillSteps(*buckets, span, period));
        });
}

void OverviewPage::loadHosts()
{
    const Period period = m_activity->period();
    const QString cluster = m_session.clusterId();
    const QString since = toIso8601(spanOf(m_session.now(), period).from);
    m_session.client().call(
        api::listTopHosts, {cluster}, {{u"since"_s, since}, {u"limit"_s, QString::number(shownOfEach)}}, this,
        [this, cluster, period](const Result<QList<wire::TopHost>> &hosts) {
            if (!isStill(cluster, period))
                return;
            if (!hosts)
                return m_hosts->show({}, errorText(hosts.error()));
            QList<TopRow> rows;
            for (const wire::TopHost &host : *hosts)
                rows.append({host.host, host.opens, host.clicks, host.clicksByPeople});
            m_hosts->show(rows, rows.isEmpty() ? tr("No opens or clicks in this period.") : QString());
        });
}

void OverviewPage::loadLinks()
{
    const Period period = m_activity->period();
    const QString cluster = m_session.clusterId();
    const QString since = toIso8601(spanOf(m_session.now(), period).from);
    m_session.client().call(api::getTopLinks, {cluster},
                            {{u"since"_s, since}, {u"limit"_s, QString::number(shownOfEach)}}, this,
                            [this, cluster, period](const Result<wire::TopLinks> &top) {
                                if (!isStill(cluster, period))
                                    return;
                                top ? takeLinks(*top) : m_links->show({}, errorText(top.error()));
                            });
}

EventQuery OverviewPage::behind(EventQuery::Field field, const QString &text, const QString &kind) const
{
    EventQuery query;
    query.kind = kind;
    query.field = field;
    query.text = text;
    query.within = std::chrono::hours(24) * m_activity->period().days;
    return query;
}

void OverviewPage::takeLinks(const wire::TopLinks &top)
{
    QList<TopRow> rows;
    for (const wire::TopLink &link : top.links)
        rows.append({link.url, 0, link.clicks, link.clicksByPeople});
    QStringList notes;
    if (rows.isEmpty())
        notes << tr("No clicks in this period.");
    if (top.countedSince)
        notes << tr("There are too many events: only clicks since %1 were counted.")
                     .arg(dayAndTime(*top.countedSince, m_session.now()));
    if (top.missedAtMost > 0)
        notes << tr("There are too many different links: each may have up to %1 clicks more.")
                     .arg(number(top.missedAtMost));
    m_links->show(rows, notes.join(u' '));
}

} // namespace unmta::ui
