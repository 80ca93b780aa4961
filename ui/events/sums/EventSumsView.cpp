#include "events/sums/EventSumsView.h"

#include "events/EventListModel.h"
#include "events/EventLoader.h"
#include "events/sums/EventSumsModel.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/PageFrame.h"
#include "kit/StateView.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 1000;
constexpr int tallestEvents = 190; // beside a font of 13 px

} // namespace

EventSumsView::EventSumsView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new EventSumsModel([&session] { return session.now(); }, this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new FitTable)
    , m_summary(label({}, u"dim"_s))
    , m_again(new QPushButton(tr("Count again")))
    , m_title(label({}, u"heading"_s))
    , m_list(new QPushButton(tr("Show in the list")))
    , m_events(new EventListModel([&session] { return session.now(); }, this))
    , m_loader(new EventLoader(session, *m_events, this))
    , m_eventTable(new FitTable)
{
    m_summary->setObjectName(u"sumsSummary"_s);
    m_summary->setWordWrap(true);
    m_again->setObjectName(u"countAgainButton"_s);
    m_again->setProperty("look", u"small"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_summary, 1);
    top->addWidget(m_again);
    m_view = new StateView(makeGroups());
    m_behind = makeEvents();
    auto *stack = new QVBoxLayout(this);
    stack->setContentsMargins(0, 6, 0, 0);
    stack->setSpacing(8);
    stack->addLayout(top);
    stack->addWidget(m_view, 1);
    stack->addWidget(m_behind);
    m_behind->hide();

    connect(m_again, &QPushButton::clicked, this, &EventSumsView::count);
    connect(m_view, &StateView::retryRequested, this, &EventSumsView::count);
    connect(m_view, &StateView::primaryRequested, this, &EventSumsView::clearRequested);
    connect(&session, &Session::clusterChosen, this, [this] {
        m_isStale = true;
        if (isVisible())
            count();
    });
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind != ChangeKind::Events || change.clusterId != m_session.clusterId())
            return;
        m_isStale = true; // some were deleted: their sums are not to be read any more
        if (isVisible())
            count();
    });
}

QWidget *EventSumsView::makeGroups()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(EventSumsModel::SortRole);
    m_table->setObjectName(u"sumsTable"_s);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->offer({m_list});
    m_table->sortByColumn(EventSumsModel::Clicks, Qt::DescendingOrder);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(EventSumsModel::Key, QHeaderView::Stretch);
    m_table->hideWhenNarrow(EventSumsModel::First, 620);
    m_table->hideWhenNarrow(EventSumsModel::Last, 480);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventSumsView::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EventSumsView::showChosen);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(cardAround(*m_table));
    column->addStretch(1);
    return content;
}

QWidget *EventSumsView::makeEvents()
{
    m_title->setObjectName(u"chosenSumTitle"_s);
    m_title->setWordWrap(true);
    m_list->setObjectName(u"sumInListButton"_s);
    m_list->setProperty("look", u"small"_s);
    m_eventTable->setObjectName(u"sumEventTable"_s);
    m_eventTable->setAccessibleName(tr("Events of the chosen row"));
    m_eventTable->setModel(m_events);
    m_eventTable->setMaximumHeight(scaled(tallestEvents, fontMetrics()));
    QHeaderView *header = m_eventTable->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(EventListModel::Destination, QHeaderView::Stretch);
    header->setSectionResizeMode(EventListModel::Recipient, QHeaderView::Stretch);
    m_eventTable->hideWhenNarrow(EventListModel::Host, 760);
    m_eventTable->hideWhenNarrow(EventListModel::Destination, 600);
    m_eventTable->hideWhenNarrow(EventListModel::By, 400);
    connect(m_eventTable, &FitTable::columnsChanged, this,
            [this] { m_events->setDestinationBelow(m_eventTable->isColumnHidden(EventListModel::Destination)); });
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title, 1);
    top->addWidget(m_list);
    column->addLayout(top);
    column->addWidget(cardAround(*m_eventTable));
    connect(m_list, &QPushButton::clicked, this, [this] { Q_EMIT listRequested(m_loader->query()); });
    return box;
}

void EventSumsView::show(By by, const EventQuery &query)
{
    if (by == m_by && query == m_query && !m_isStale)
        return;
    m_by = by;
    m_query = query;
    m_isStale = true;
    if (isVisible())
        count();
}

void EventSumsView::focusTable()
{
    m_table->setFocus(Qt::TabFocusReason);
}

void EventSumsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_loader->setActive(true);
    if (m_isStale)
        count();
}

void EventSumsView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_loader->setActive(false);
}

void EventSumsView::count()
{
    if (m_session.clusterId().isEmpty())
        return;
    static const QStringList words{u"recipient"_s, u"link"_s, u"message"_s};
    m_isStale = false;
    m_again->setEnabled(false);
    m_summary->setText(tr("Adding up all events…"));
    if (m_model->rowCount() == 0)
        m_view->showLoading();
    QueryItems items = m_query.items(m_session.now());
    items << std::pair(u"by"_s, words.value(int(m_by))) << std::pair(u"limit"_s, QString::number(mostRows));
    m_session.client().call(api::summarizeEvents, {m_session.clusterId()}, items, this,
                            [this, asked = ++m_asked](const Result<wire::EventSummary> &summary) {
                                if (asked == m_asked)
                                    take(summary);
                            });
}

void EventSumsView::take(const Result<wire::EventSummary> &summary)
{
    m_again->setEnabled(true);
    if (!summary) {
        m_isStale = true;
        m_summary->clear();
        m_model->replaceAll(keyName(), {});
        return m_view->showError(summary.error());
    }
    m_table->setAccessibleName(keyName());
    m_model->replaceAll(keyName(), summary->top);
    m_summary->setText(inWords(*summary));
    if (!summary->top.isEmpty())
        return m_view->showContent();
    const bool isSearch = m_query.isFiltering();
    m_view->showEmpty({u"events"_s,
                       isSearch           ? tr("Nothing matches")
                       : m_by == By::Link ? tr("No link was clicked yet")
                                          : tr("Nothing has happened yet"),
                       isSearch ? tr("No event fits the whole search. All events that the engine keeps were looked "
                                     "at; recipients, messages, links and hosts are found by their whole text.")
                                : tr("As soon as recipients open messages and click links, they are added up here."),
                       isSearch ? tr("Show all") : QString(),
                       {}});
}

QString EventSumsView::keyName() const
{
    return m_by == By::Recipient ? tr("Recipient") : m_by == By::Link ? tr("Link") : tr("Message-ID");
}

QString EventSumsView::inWords(const wire::EventSummary &summary) const
{
    QString text = tr("%1 opens (%2 by people) and %3 clicks (%4 by people), counted at %5.")
                       .arg(number(summary.opens), number(summary.opensByPeople), number(summary.clicks),
                            number(summary.clicksByPeople), clockTime(m_session.now()));
    if (summary.groups > summary.top.size())
        text += u' ' + tr("Of %1 rows these are the %2 with the most clicks.")
                           .arg(number(summary.groups), number(summary.top.size()));
    if (!summary.isComplete)
        text += u' ' + tr("There are more than can be told apart: search for less, such as the last 24 hours.");
    return text;
}

EventQuery EventSumsView::queryOf(const wire::EventGroup &group) const
{
    EventQuery query = m_query;
    switch (m_by) {
    case By::Recipient:
        return query.narrowed(EventQuery::Field::Recipient, group.key);
    case By::Link:
        query.kind = u"click"_s;
        return query.narrowed(EventQuery::Field::Link, group.key);
    case By::Message:
        break;
    }
    return query.narrowed(EventQuery::Field::MessageId, group.key);
}

void EventSumsView::showChosen()
{
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    // Without a name nothing could be searched for.
    const auto group = chosen.isEmpty() ? wire::EventGroup()
                                        : chosen.first().data(EventSumsModel::GroupRole).value<wire::EventGroup>();
    m_behind->setVisible(!group.key.isEmpty());
    if (group.key.isEmpty())
        return;
    m_title->setText(group.key);
    m_loader->setQuery(queryOf(group));
    revealOnPage(*m_behind);
}

} // namespace unmta::ui
