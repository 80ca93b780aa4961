#include "domains/DomainListPage.h"

#include "base/WholeFile.h"
#include "domains/BulkRun.h"
#include "domains/ColumnMenu.h"
#include "domains/DomainExport.h"
#include "domains/DomainFilterModel.h"
#include "domains/DomainListModel.h"
#include "domains/DomainMenu.h"
#include "domains/SelectionBar.h"
#include "domains/SparkLoader.h"
#include "kit/Banner.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/RowDelegate.h"
#include "kit/StateView.h"
#include "monitor/MonitorBanner.h"
#include "readiness/ReadinessWatch.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Scale.h"
#include "support/Words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

DomainListPage::DomainListPage(Session &session, MonitorWatch &monitor, ReadinessWatch &readiness, bool offerSandbox,
                               QWidget *parent)
    : PageFrame(tr("Tracking Domains"), tr("Recipients see these hosts in links and pixels of this cluster's mail."),
                parent)
    , m_session(session)
    , m_model(new DomainListModel([&session] { return session.now(); }, this))
    , m_sparks(new SparkLoader(session, *m_model, this))
    , m_offerSandbox(offerSandbox)
    , m_filtered(new DomainFilterModel(this))
    , m_filter(new QLineEdit)
    , m_add(new QPushButton(tr("Add tracking domain")))
    , m_table(new FitTable)
    , m_banner(new Banner)
    , m_selection(new SelectionBar)
    , m_summary(paragraph({}, u"small"_s))
{
    m_filter->setObjectName(u"domainFilterEdit"_s);
    m_filter->setPlaceholderText(tr("Filter by name or status…"));
    m_filter->setAccessibleName(tr("Filter the tracking domains"));
    m_filter->setToolTip(tr("Filter (Ctrl+F)"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(scaled(240, fontMetrics()));
    m_add->setObjectName(u"addDomainButton"_s);
    m_add->setAccessibleName(tr("Add tracking domain"));
    m_add->setToolTip(tr("Add a tracking domain (Ctrl+N)"));
    m_add->setProperty("look", u"primary"_s);
    m_add->setIcon(icon(u"add"_s, Ink::OnAccent));
    actions()->add(m_filter, fontMetrics().horizontalAdvance(m_filter->placeholderText()) + scaled(44, fontMetrics()));
    actions()->addWidget(m_add);
    makeTable();

    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 6, 0, 0);
    stack->setSpacing(10);
    stack->addWidget(cardAround(*m_table));
    stack->addWidget(m_summary);
    stack->addWidget(m_selection);
    // One stands in the place of the other.
    m_summary->setMinimumHeight(m_selection->sizeHint().height());
    m_selection->hide();
    stack->addStretch(1);
    m_summary->setObjectName(u"domainSummary"_s);
    m_view = new StateView(content);
    m_banner->setObjectName(u"listBanner"_s);
    column()->addWidget(new MonitorBanner(monitor));
    column()->addWidget(m_banner);
    column()->addWidget(m_view, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilter(text);
        showState();
    });
    connect(m_add, &QPushButton::clicked, this, &DomainListPage::addRequested);
    connect(&session, &Session::onlineChanged, this, [this, &session] { m_add->setEnabled(!session.isRefused()); });
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        m_session.domains().reload();
    });
    connect(m_view, &StateView::primaryRequested, this,
            [this] { m_filtered->isFiltering() ? clearFilter() : Q_EMIT addRequested(); });
    connect(m_view, &StateView::secondaryRequested, this, &DomainListPage::sandboxRequested);
    connect(&session, &Session::clustersChanged, this, &DomainListPage::showSummary);
    connect(&readiness, &ReadinessWatch::changed, m_model,
            [this, &readiness] { m_model->setObstacles(readiness.obstacles()); });
    connectDomains();
    connectSelection();
    showState();
    showSummary();
}

void DomainListPage::connectDomains()
{
    DomainCache &domains = m_session.domains();
    connect(&domains, &DomainCache::emptied, m_model, &DomainListModel::clear);
    connect(&domains, &DomainCache::seen, m_model, &DomainListModel::put);
    connect(&domains, &DomainCache::removed, m_model, &DomainListModel::remove);
    connect(&domains, &DomainCache::changed, this, &DomainListPage::showState);
    for (const auto signal : {&DomainCache::stateChanged, &DomainCache::settled}) {
        connect(&domains, signal, this, &DomainListPage::showState);
        connect(&domains, signal, this, &DomainListPage::showSummary);
    }
    connect(m_model, &DomainListModel::sparksChanged, m_table->viewport(), qOverload<>(&QWidget::update));
}

void DomainListPage::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_table->setObjectName(u"domainTable"_s);
    m_table->setAccessibleName(tr("Tracking domains"));
    m_table->setModel(m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(DomainListModel::Name, Qt::AscendingOrder);
    m_table->setItemDelegateForColumn(DomainListModel::Activity,
                                      new SparklineDelegate(DomainListModel::SparkRole, m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(DomainListModel::Name, QHeaderView::Stretch);
    for (const int figures : {DomainListModel::Opens, DomainListModel::Clicks, DomainListModel::Activity}) {
        header->setSectionResizeMode(figures, QHeaderView::Fixed);
        header->resizeSection(figures, scaled(figures == DomainListModel::Activity ? 72 : 84, fontMetrics()));
    }
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->giveRoom(DomainListModel::Name,
                      {DomainListModel::Activity, DomainListModel::Certificate, DomainListModel::LastCheck,
                       DomainListModel::Opens, DomainListModel::Clicks});
    connect(m_table, &FitTable::rowChosen, this, [this](int row) {
        const auto domain = m_filtered->index(row, 0).data(DomainListModel::DomainRole).value<wire::TrackingDomain>();
        Q_EMIT domainChosen(domain.name);
    });
    m_look.setSingleShot(true);
    m_look.setInterval(0);
    connect(&m_look, &QTimer::timeout, this, &DomainListPage::wantVisibleSparks);
    connect(m_table, &FitTable::viewportChanged, &m_look, qOverload<>(&QTimer::start));
}

void DomainListPage::connectSelection()
{
    m_columns = new ColumnMenu(
        *m_table, {u"name"_s, u"status"_s, u"certificate"_s, u"last_check"_s, u"opens"_s, u"clicks"_s, u"activity"_s},
        this);
    connect(m_columns, &ColumnMenu::hiddenChanged, this, &DomainListPage::hiddenColumnsChanged);
    m_menu = new DomainMenu(m_columns, this);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { m_menu->openFor(chosenDomains(), m_table->viewport()->mapToGlobal(at)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DomainListPage::showSelection);
    connect(m_menu, &DomainMenu::openRequested, this, &DomainListPage::domainChosen);
    connect(m_menu, &DomainMenu::verifyRequested, this, &DomainListPage::verifyChosen);
    connect(m_menu, &DomainMenu::exportRequested, this, &DomainListPage::exportChosen);
    connect(m_menu, &DomainMenu::handOverRequested, this, [this] { Q_EMIT handOverRequested(chosenDomains()); });
    connect(m_menu, &DomainMenu::deleteRequested, this, [this] { Q_EMIT deleteRequested(chosenDomains()); });
    connect(m_selection, &SelectionBar::verifyRequested, this, &DomainListPage::verifyChosen);
    connect(m_selection, &SelectionBar::exportRequested, this, &DomainListPage::exportChosen);
    connect(m_selection, &SelectionBar::handOverRequested, this, [this] { Q_EMIT handOverRequested(chosenDomains()); });
    connect(m_selection, &SelectionBar::deleteRequested, this, [this] { Q_EMIT deleteRequested(chosenDomains()); });
}

void DomainListPage::showSelection()
{
    const auto count = m_table->selectionModel()->selectedRows().size();
    m_selection->show(count);
    m_selection->setVisible(count > 1);
    m_summary->setVisible(count < 2);
}

QList<wire::TrackingDomain> DomainListPage::chosenDomains() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<wire::TrackingDomain> domains;
    if (rows.isEmpty() && m_table->currentIndex().isValid())
        rows << m_table->currentIndex();
    for (const QModelIndex &row : std::as_const(rows))
        domains << row.data(DomainListModel::DomainRole).value<wire::TrackingDomain>();
    return domains;
}

void DomainListPage::choose(const QString &name)
{
    const QModelIndex row = m_filtered->mapFromSource(m_model->index(m_model->rowOf(name), 0));
    if (row.isValid())
        m_table->selectRow(row.row());
}

void DomainListPage::hideColumns(const QStringList &ids)
{
    m_columns->hideColumns(ids);
}

void DomainListPage::verifyChosen()
{
    QStringList names;
    for (const wire::TrackingDomain &domain : chosenDomains())
        names << domain.name;
    if (names.isEmpty())
        return;
    m_banner->hide();
    auto *run = new BulkRun(m_session, BulkAction::Verify, names, this);
    m_selection->showVerifying(0, run->total());
    connect(run, &BulkRun::progressed, m_selection, &SelectionBar::showVerifying);
    connect(run, &BulkRun::finished, this, [this, run](const QList<BulkOutcome> &outcomes) {
        const BulkSummary summary = verifiedSummary(outcomes);
        m_banner->show(summary.isGood ? Tone::Good : Tone::Warning, summary.text, {}, true);
        run->deleteLater();
    });
    run->start();
}

void DomainListPage::exportChosen()
{
    auto *dialog = new QFileDialog(this, tr("Export tracking domains"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"tracking-domains.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, csv = domainsAsCsv(chosenDomains())](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !commitWith(file, csv))
            m_banner->show(Tone::Bad, tr("The file could not be written: %1").arg(file.errorString()), {}, true);
        else
            m_banner->show(Tone::Good, tr("Exported to %1.").arg(path), {}, true);
    });
    dialog->open();
}

void DomainListPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void DomainListPage::focusList()
{
    m_view->isShowingContent() ? m_table->setFocus() : setFocus();
}

void DomainListPage::timePassed()
{
    m_model->timePassed();
}

void DomainListPage::clearFilter()
{
    m_filter->clear();
    m_table->setFocus();
}

void DomainListPage::showState()
{
    const DomainCache &domains = m_session.domains();
    const bool none = m_model->rowCount() == 0;
    m_filter->setEnabled(!none);
    if (none && domains.state() == DomainCache::State::Loading) {
        m_view->showLoading();
    } else if (none && domains.state() == DomainCache::State::Failed) {
        m_view->showError(domains.problem());
    } else if (none) {
        m_view->showEmpty({u"domains"_s, tr("Put your own name on tracked links"),
                           tr("Choose a subdomain of a domain you control, for example track.example.com. You get one "
                              "CNAME record to publish at your DNS provider; once it is found, opens and clicks run "
                              "under your name, with a certificate that looks after itself."),
                           tr("Add tracking domain"), m_offerSandbox ? tr("Try it in the sandbox") : QString()});
    } else if (m_filtered->rowCount() == 0 && domains.state() == DomainCache::State::Loading) {
        m_view->showLoading(); // it may be among those that are still to come
    } else if (m_filtered->rowCount() == 0) {
        const QString why =
            domains.state() == DomainCache::State::Failed
                ? tr("None of the tracking domains that could be loaded has “%1” in its name or status.")
                : tr("No tracking domain of this cluster has “%1” in its name or status.");
        m_view->showEmpty(
            {u"search"_s, tr("Nothing matches the filter"), why.arg(m_filter->text()), tr("Show all"), {}});
    } else {
        m_view->showContent();
        if (hasFocus())
            m_table->setFocus();
        m_look.start();
    }
}

void DomainListPage::showSummary()
{
    const auto &domains = m_session.domains().all();
    const auto active = std::count_if(domains.begin(), domains.end(), [](const wire::TrackingDomain &domain) {
        return domain.status == wire::DomainStatus::Active;
    });
    QStringList parts{domains.size() == 1 ? tr("1 domain") : tr("%1 domains").arg(number(domains.size())),
                      tr("%1 active").arg(number(active))};
    if (const auto dead = std::count_if(domains.begin(), domains.end(), &isDowngraded); dead > 0)
        parts << tr("%1 downgraded").arg(number(dead));
    if (m_session.domains().state() == DomainCache::State::Loading)
        parts << tr("more are loading…");
    else if (m_session.domains().state() == DomainCache::State::Failed)
        parts << tr("the others could not be loaded");
    if (const wire::Cluster *cluster = m_session.cluster()) {
        parts << (cluster->trackingHost.isEmpty()  ? tr("no host for new mail yet")
                  : cluster->defaultTrackingDomain ? tr("new mail uses %1").arg(cluster->trackingHost)
                                                   : tr("without a default, mail uses %1").arg(cluster->fallbackHost));
    }
    m_summary->setText(parts.join(u" · "_s));
}

void DomainListPage::wantVisibleSparks()
{
    if (!m_view->isShowingContent() || m_table->isColumnHidden(DomainListModel::Activity))
        return;
    const int first = std::max(m_table->rowAt(0), 0);
    const int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
    const int last = bottom < 0 ? m_filtered->rowCount() - 1 : bottom;
    QStringList names;
    for (int row = first; row <= std::min(last, first + 60); ++row) {
        const auto domain = m_filtered->index(row, 0).data(DomainListModel::DomainRole).value<wire::TrackingDomain>();
        if ((domain.status == wire::DomainStatus::Active || isDowngraded(domain)) && !m_model->hasSpark(domain.name))
            names << domain.name;
    }
    m_sparks->want(names);
}

} // namespace unmta::ui
