#include "notifications/NotificationsPage.h"

#include "kit/FitTable.h"
#include "kit/StateView.h"
#include "monitor/MonitorBanner.h"
#include "notifications/NotificationListModel.h"
#include "session/Session.h"
#include "support/Words.h"

#include <QAction>
#include <QFrame>
#include <QHeaderView>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

NotificationsPage::NotificationsPage(Session &session, MonitorWatch &monitor, QWidget *parent)
    : PageFrame(tr("Notifications"), tr("What the engine reported: verifications, failed checks, certificates."),
                parent)
    , m_session(session)
    , m_model(new NotificationListModel([&session] { return session.now(); }, this))
    , m_table(new FitTable)
{
    m_table->setObjectName(u"notificationTable"_s);
    m_table->setAccessibleName(tr("Notifications"));
    m_table->setModel(m_model);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(NotificationListModel::Message, QHeaderView::Stretch);
    m_table->growRows();
    m_table->hideWhenNarrow(NotificationListModel::Subject, 760); // the message names it
    m_table->hideWhenNarrow(NotificationListModel::Delivery, 620);
    m_table->hideWhenNarrow(NotificationListModel::Kind, 460); // the message says it, and needs the room
    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 6, 0, 0);
    stack->addWidget(cardAround(*m_table));
    stack->addStretch(1);
    m_view = new StateView(content);
    m_view->showLoading();
    column()->addWidget(new MonitorBanner(monitor));
    column()->addWidget(m_view, 1);

    connect(m_table, &FitTable::rowChosen, this, &NotificationsPage::openDomain);
    auto *open = new QAction(tr("Open the domain"), this);
    open->setObjectName(u"openNotifiedAction"_s);
    m_table->addAction(open);
    connect(open, &QAction::triggered, this, [this] { openDomain(m_table->currentRow()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, open](const QModelIndex &current) { open->setEnabled(leadsToADomain(current.row())); });
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        load();
    });
    const auto nameClusters = [this] {
        QHash<QString, QString> names;
        for (const wire::Cluster &cluster : m_session.clusters())
            names.insert(cluster.id, cluster.name);
        m_model->setClusters(names.size() > 1 ? names : QHash<QString, QString>());
    };
    connect(&session, &Session::clustersChanged, this, nameClusters);
    nameClusters();
    connect(&session, &Session::reset, this, &NotificationsPage::load);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::Notification)
            load();
    });
}

// A domain whose record is left over exists no more.
bool NotificationsPage::leadsToADomain(int row) const
{
    return row >= 0 && !m_model->at(row).domain.isEmpty() && m_model->at(row).kind != u"domain.dangling";
}

void NotificationsPage::openDomain(int row)
{
    if (leadsToADomain(row))
        Q_EMIT domainChosen(m_model->at(row).clusterId, m_model->at(row).domain);
}

void NotificationsPage::load()
{
    m_session.client().notifications({}, this, [this](const Result<wire::Page<wire::Notification>> &page) {
        if (page)
            take(page->items, page->next.has_value());
        else if (m_model->rowCount() == 0)
            m_view->showError(page.error());
    });
}

void NotificationsPage::take(QList<wire::Notification> notifications, bool isMore)
{
    std::sort(notifications.begin(), notifications.end(), [](const auto &a, const auto &b) { return a.id > b.id; });
    m_model->replaceAll(notifications);
    if (notifications.isEmpty()) {
        m_view->showEmpty({u"notifications"_s,
                           tr("Nothing to report"),
                           tr("When a check fails, a domain goes back to Pending or a certificate cannot be renewed, "
                              "you read it here, and by mail if an address is set."),
                           {},
                           {}});
    } else {
        m_view->showContent();
    }
    const qint64 newest = notifications.isEmpty() ? 0 : notifications.front().id;
    if (m_lastSeen < 0 || isVisible())
        m_lastSeen = newest;
    const auto isNew = [this](const auto &item) { return item.id > m_lastSeen; };
    const auto isBad = [isNew](const auto &item) {
        const Tone tone = notificationBadge(item).tone;
        return isNew(item) && (tone == Tone::Warning || tone == Tone::Bad);
    };
    const auto unseen = std::count_if(notifications.begin(), notifications.end(), isNew);
    Q_EMIT unseenChanged(int(unseen), std::any_of(notifications.begin(), notifications.end(), isBad),
                         isMore && unseen == notifications.size());
    const qint64 known = std::exchange(m_newest, newest);
    const auto end = std::find_if(notifications.begin(), notifications.end(),
                                  [known](const auto &item) { return item.id <= known; });
    if (known >= 0 && end != notifications.begin())
        Q_EMIT arrived({std::make_reverse_iterator(end), std::make_reverse_iterator(notifications.begin())});
}

void NotificationsPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    if (m_model->rowCount() > 0)
        m_lastSeen = m_model->at(0).id;
    Q_EMIT unseenChanged(0, false, false);
}

} // namespace unmta::ui
