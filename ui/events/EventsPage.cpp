#include "events/EventsPage.h"

#include "events/BotTestDialog.h"
#include "events/DeleteEventsDialog.h"
#include "events/EventDetail.h"
#include "events/EventListModel.h"
#include "events/EventLoader.h"
#include "events/EventSearchBar.h"
#include "events/export/ExportEventsDialog.h"
#include "events/sums/EventSumsView.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/MenuButton.h"
#include "kit/StateView.h"
#include "kit/ViewStack.h"
#include "kit/choice/Chip.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Icons.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QStringList &kinds()
{
    static const QStringList list{QString(), u"open"_s, u"click"_s};
    return list;
}

// Of the box, in its order.
enum View
{
    ListView,
    RecipientsView,
    LinksView,
    MessagesView
};

} // namespace

EventsPage::EventsPage(Session &session, QWidget *parent)
    : PageFrame(tr("Events"), tr("What recipients did: opens and clicks of this cluster's mail, newest first."), parent)
    , m_session(session)
    , m_model(new EventListModel([&session] { return session.now(); }, this))
    , m_loader(new EventLoader(session, *m_model, this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_viewBox(new QComboBox)
    , m_kinds(new QButtonGroup(this))
    , m_hold(chip(u"holdEventsButton"_s, tr("Hold"), tr("Hold the list as it is")))
    , m_search(new EventSearchBar([&session] { return session.now(); }))
    , m_table(new FitTable)
    , m_detail(new EventDetail)
    , m_sums(new EventSumsView(session))
    , m_views(new ViewStack)
    , m_sortHint(paragraph({}, u"dim"_s))
    , m_heldHint(paragraph({}, u"dim"_s))
{
    m_viewBox->setObjectName(u"eventViewBox"_s);
    m_viewBox->setAccessibleName(tr("What is shown"));
    m_viewBox->addItems({tr("Each event"), tr("By recipient"), tr("By link"), tr("By message")});
    actions()->addWidget(m_viewBox);
    const QStringList names{tr("All"), tr("Opens"), tr("Clicks")};
    const QStringList objects{u"allEventsButton"_s, u"opensButton"_s, u"clicksButton"_s};
    auto *group = new QWidget; // goes on in the next line as a whole
    auto *chips = new QHBoxLayout(group);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(6);
    for (int i = 0; i < names.size(); ++i) {
        QPushButton *kind = chip(objects.at(i), names.at(i), tr("Show: %1").arg(names.at(i)));
        kind->setChecked(i == 0);
        m_kinds->addButton(kind, i);
        chips->addWidget(kind);
    }
    actions()->addWidget(group);
    m_hold->setToolTip(tr("New events are not shown until this is released"));
    actions()->addWidget(m_hold);
    makeMenu();
    makeTable();

    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 6, 0, 0);
    m_sortHint->setObjectName(u"eventSortHint"_s);
    m_sortHint->hide();
    stack->addWidget(m_sortHint);
    stack->addWidget(cardAround(*m_table));
    m_heldHint->setObjectName(u"eventsHeldHint"_s);
    m_heldHint->hide();
    stack->addWidget(m_heldHint);
    stack->addStretch(1);
    m_view = new StateView(content);
    auto *list = new QWidget;
    auto *both = new QVBoxLayout(list);
    both->setContentsMargins(0, 0, 0, 0);
    both->addWidget(m_view, 1);
    both->addWidget(m_detail);
    m_views->addWidget(list);
    m_views->addWidget(m_sums);
    column()->addWidget(m_search);
    column()->addWidget(m_views, 1);
    m_detail->hide();

    connect(m_kinds, &QButtonGroup::idClicked, this, &EventsPage::search);
    connect(m_search, &EventSearchBar::changed, this, &EventsPage::search);
    connect(m_hold, &QPushButton::toggled, m_loader, &EventLoader::setHeld);
    connect(m_loader, &EventLoader::newsChanged, this, &EventsPage::showHeld);
    connect(m_viewBox, &QComboBox::currentIndexChanged, this, qOverload<>(&EventsPage::showView));
    connect(m_sums, &EventSumsView::clearRequested, m_search, &EventSearchBar::clear);
    connect(m_sums, &EventSumsView::listRequested, this, &EventsPage::showList);
    connectDetail();
    connect(m_view, &StateView::retryRequested, this, [this, &session] {
        session.retryNow();
        m_loader->reload();
    });
    connect(m_view, &StateView::primaryRequested, m_search, &EventSearchBar::clear);
    connect(m_loader, &EventLoader::stateChanged, this, &EventsPage::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsPage::showState);
    showState();
}

void EventsPage::connectDetail()
{
    connect(m_detail, &EventDetail::searchRequested, m_search, &EventSearchBar::search);
    connect(m_detail, &EventDetail::messageSumsRequested, this, [this](const QString &messageId) {
        m_search->search(EventQuery::Field::MessageId, messageId);
        showView(RecipientsView);
        m_sums->focusTable();
    });
    connect(m_detail, &EventDetail::hostLinksRequested, this, [this](const QString &host) {
        m_search->search(EventQuery::Field::Host, host);
        showView(LinksView);
        m_sums->focusTable();
    });
    connect(m_detail, &EventDetail::closeRequested, this, [this] {
        m_table->clearSelection();
        m_table->setFocus();
    });
}

void EventsPage::makeMenu()
{
    auto *more = new MenuButton;
    more->setObjectName(u"eventsMenuButton"_s);
    more->setAccessibleName(tr("More actions"));
    more->setToolTip(tr("More actions"));
    more->setProperty("look", u"menu"_s);
    more->setIcon(icon(u"more"_s));
    QAction *exporting = more->choices()->addAction(icon(u"download"_s), tr("Export events…"));
    exporting->setObjectName(u"exportEventsAction"_s);
    connect(exporting, &QAction::triggered, this, &EventsPage::exportEvents);
    QAction *judge = more->choices()->addAction(icon(u"search"_s), tr("People and programs…"));
    judge->setObjectName(u"botTestAction"_s);
    connect(judge, &QAction::triggered, this, &EventsPage::testBots);
    QAction *remove = more->choices()->addAction(icon(u"delete"_s, Ink::Bad), tr("Delete a recipient's events…"));
    remove->setObjectName(u"deleteEventsAction"_s);
    connect(remove, &QAction::triggered, this, &EventsPage::requestDelete);
    m_table->addAction(remove);
    actions()->addWidget(more);
}

void EventsPage::makeTable()
{
    m_table->setObjectName(u"eventTable"_s);
    m_table->setAccessibleName(tr("Events"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(EventListModel::Destination, QHeaderView::Stretch);
    header->setSectionResizeMode(EventListModel::Recipient, QHeaderView::Stretch);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(EventListModel::Time, Qt::DescendingOrder);
    connect(header, &QHeaderView::sectionClicked, this, &EventsPage::sortBy);
    // Another search has another list, of which perhaps not all is here.
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_sorted->sort(-1);
        showOrder();
    });
    m_table->offer(m_detail->ways());
    m_table->hideWhenNarrow(EventListModel::Host, 760);
    m_table->hideWhenNarrow(EventListModel::Destination, 600);
    m_table->hideWhenNarrow(EventListModel::By, 400); // the detail has it
    connect(m_table, &FitTable::columnsChanged, this,
            [this] { m_model->setDestinationBelow(m_table->isColumnHidden(EventListModel::Destination)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventsPage::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, m_detail, &QWidget::hide);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        // Near the end, the next page is fetched.
        const QScrollBar *bar = m_table->verticalScrollBar();
        if (bar->maximum() > 0 && bar->value() > bar->maximum() - bar->pageStep())
            m_loader->wantMore();
    });
}

void EventsPage::focusFilter()
{
    m_search->focusText();
}

void EventsPage::requestDelete()
{
    if (m_session.clusterId().isEmpty())
        return;
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    const QString recipient =
        chosen.isEmpty() ? QString() : chosen.first().data(EventListModel::EventRole).value<wire::Event>().recipient;
    auto *dialog = new DeleteEventsDialog(m_session, recipient, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EventsPage::testBots()
{
    if (m_session.clusterId().isEmpty())
        return;
    auto *dialog = new BotTestDialog(m_session, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void EventsPage::exportEvents()
{
    if (m_session.clusterId().isEmpty())
        return;
    const EventQuery wanted = query();
    auto *dialog = new ExportEventsDialog(m_session, wanted.items(m_session.now()),
                                          wanted.isFiltering() || !wanted.kind.isEmpty(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

EventQuery EventsPage::query() const
{
    EventQuery query = m_search->query();
    query.kind = kinds().value(m_kinds->checkedId());
    query.isOldestFirst = m_isOldestFirst;
    return query;
}

void EventsPage::search()
{
    m_loader->setQuery(query());
    showView();
}

void EventsPage::showList(const EventQuery &wanted)
{
    m_kinds->button(int(std::max<qsizetype>(kinds().indexOf(wanted.kind), 0)))->setChecked(true);
    m_search->set(wanted);
    showView(ListView);
    m_table->setFocus(Qt::OtherFocusReason);
}

void EventsPage::showView(int view)
{
    m_viewBox->setCurrentIndex(view);
    showView();
}

void EventsPage::showView()
{
    const int view = m_viewBox->currentIndex();
    m_hold->setEnabled(view == ListView);
    if (view == ListView)
        return m_views->setCurrentIndex(0);
    EventQuery wanted = query();
    wanted.isOldestFirst = false;
    m_sums->show(view == RecipientsView ? EventSumsView::By::Recipient
                 : view == LinksView    ? EventSumsView::By::Link
                                        : EventSumsView::By::Message,
                 wanted);
    m_views->setCurrentIndex(1);
}

// By time the engine sorts, however many there are. By anything else only a list of which all is here can be sorted.
void EventsPage::sortBy(int column)
{
    m_sortHint->hide();
    if (column == EventListModel::Time) {
        const bool wasByTime = m_sorted->sortColumn() < 0;
        m_sorted->sort(-1);
        if (wasByTime)
            m_isOldestFirst = !m_isOldestFirst;
        m_loader->setQuery(query());
    } else if (m_loader->hasAll()) {
        const bool isAgain = m_sorted->sortColumn() == column && m_sorted->sortOrder() == Qt::AscendingOrder;
        m_sorted->sort(column, isAgain ? Qt::DescendingOrder : Qt::AscendingOrder);
    } else {
        m_sortHint->setText(tr("There are more events than the %1 that are shown here, so they can be sorted by time "
                               "only. Search for less, until all of them are shown, or add them up by recipient or "
                               "link.")
                                .arg(number(m_model->rowCount())));
        m_sortHint->show();
    }
    showOrder();
}

void EventsPage::showOrder()
{
    QHeaderView *header = m_table->horizontalHeader();
    if (m_sorted->sortColumn() >= 0)
        header->setSortIndicator(m_sorted->sortColumn(), m_sorted->sortOrder());
    else
        header->setSortIndicator(EventListModel::Time, m_isOldestFirst ? Qt::AscendingOrder : Qt::DescendingOrder);
}

void EventsPage::showDetail()
{
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    if (!chosen.isEmpty())
        m_detail->show(chosen.first().data(EventListModel::EventRole).value<wire::Event>());
    m_detail->setVisible(!chosen.isEmpty());
    if (!chosen.isEmpty())
        revealOnPage(*m_detail);
}

void EventsPage::showHeld()
{
    m_heldHint->setText(m_loader->hasNews()
                            ? tr("The list is held. There have been new events since; release it to see them.")
                            : tr("The list is held. There have been no new events since."));
    m_heldHint->setVisible(m_hold->isChecked());
}

void EventsPage::showState()
{
    if (m_model->rowCount() == 0 && m_loader->state() == EventLoader::State::Loading) {
        m_view->showLoading();
    } else if (m_model->rowCount() == 0 && m_loader->state() == EventLoader::State::Failed) {
        m_view->showError(m_loader->problem());
    } else if (m_model->rowCount() == 0 && m_search->query().isFiltering()) {
        const QString text = m_search->query().text;
        m_view->showEmpty(
            {u"search"_s,
             tr("Nothing matches"),
             text.isEmpty()
                 ? tr("No event of this cluster fits the search. All events that the engine keeps were looked at.")
                 : tr("No event has “%1” as its %2. All events that the engine keeps were looked at; the "
                      "whole text must be the same.")
                       .arg(text, m_search->fieldName().toLower()),
             tr("Show all"),
             {}});
    } else if (m_model->rowCount() == 0) {
        m_view->showEmpty({u"events"_s,
                           tr("Nothing has happened yet"),
                           tr("As soon as a recipient opens a message with your pixel or clicks a tracked link, it "
                              "appears here by itself."),
                           {},
                           {}});
    } else {
        m_view->showContent();
    }
}

void EventsPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    m_loader->setActive(true);
}

void EventsPage::hideEvent(QHideEvent *event)
{
    PageFrame::hideEvent(event);
    m_loader->setActive(false);
}

} // namespace unmta::ui
