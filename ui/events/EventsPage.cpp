#include "events/EventsPage.h"

#include "events/BotTestDialog.h"
#include "events/DeleteEventsDialog.h"
#include "events/EventListModel.h"
#include "events/EventLoader.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/MenuButton.h"
#include "kit/StateView.h"
#include "session/Session.h"
#include "support/Icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
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

} // namespace

EventsPage::EventsPage(Session &session, QWidget *parent)
    : PageFrame(tr("Events"), tr("What recipients did: opens and clicks of this cluster's mail, newest first."), parent)
    , m_session(session)
    , m_model(new EventListModel([&session] { return session.now(); }, this))
    , m_loader(new EventLoader(session, *m_model, this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_kinds(new QButtonGroup(this))
    , m_filter(new QLineEdit)
    , m_table(new FitTable)
{
    const QStringList names{tr("All"), tr("Opens"), tr("Clicks")};
    const QStringList objects{u"allEventsButton"_s, u"opensButton"_s, u"clicksButton"_s};
    for (int i = 0; i < names.size(); ++i) {
        auto *chip = new QPushButton(names.at(i));
        chip->setObjectName(objects.at(i));
        chip->setAccessibleName(tr("Show: %1").arg(names.at(i)));
        chip->setProperty("look", u"chip"_s);
        chip->setCheckable(true);
        chip->setChecked(i == 0);
        m_kinds->addButton(chip, i);
        actions()->addWidget(chip);
    }
    m_filter->setObjectName(u"eventFilterEdit"_s);
    m_filter->setAccessibleName(tr("Filter the events"));
    m_filter->setPlaceholderText(tr("Filter by recipient, host, link…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(210);
    actions()->addWidget(m_filter);
    makeMenu();
    makeTable();

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_table);
    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 6, 0, 0);
    stack->addWidget(card);
    stack->addStretch(1);
    m_view = new StateView(content);
    column()->addWidget(m_view, 1);

    connect(m_kinds, &QButtonGroup::idClicked, this, [this](int id) { m_loader->setKind(kinds().value(id)); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        showState();
    });
    connect(m_view, &StateView::retryRequested, this, [this, &session] {
        session.retryNow();
        m_loader->reload();
    });
    connect(m_view, &StateView::primaryRequested, m_filter, &QLineEdit::clear);
    connect(m_loader, &EventLoader::stateChanged, this, &EventsPage::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsPage::showState);
    showState();
}

void EventsPage::makeMenu()
{
    auto *more = new MenuButton;
    more->setObjectName(u"eventsMenuButton"_s);
    more->setAccessibleName(tr("More actions"));
    more->setToolTip(tr("More actions"));
    more->setProperty("look", u"menu"_s);
    more->setIcon(icon(u"more"_s));
    QAction *judge = more->choices()->addAction(icon(u"search"_s), tr("People and programs…"));
    judge->setObjectName(u"botTestAction"_s);
    connect(judge, &QAction::triggered, this, &EventsPage::testBots);
    QAction *remove = more->choices()->addAction(icon(u"delete"_s, Ink::Bad), tr("Delete a recipient's events…"));
    remove->setObjectName(u"deleteEventsAction"_s);
    connect(remove, &QAction::triggered, this, &EventsPage::requestDelete);
    actions()->addWidget(more);
}

void EventsPage::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(u"eventTable"_s);
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(m_filtered);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(EventListModel::Destination, QHeaderView::Stretch);
    header->setSectionResizeMode(EventListModel::Recipient, QHeaderView::Stretch);
    m_table->hideWhenNarrow(EventListModel::Host, 760);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        // Near the end, the next page is fetched.
        const QScrollBar *bar = m_table->verticalScrollBar();
        if (bar->maximum() > 0 && bar->value() > bar->maximum() - bar->pageStep())
            m_loader->wantOlder();
    });
}

void EventsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
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

void EventsPage::showState()
{
    if (m_model->rowCount() == 0 && m_loader->state() == EventLoader::State::Loading) {
        m_view->showLoading();
    } else if (m_model->rowCount() == 0 && m_loader->state() == EventLoader::State::Failed) {
        m_view->showError(m_loader->problem());
    } else if (m_model->rowCount() == 0) {
        m_view->showEmpty({u"events"_s,
                           tr("Nothing has happened yet"),
                           tr("As soon as a recipient opens a message with your pixel or clicks a tracked link, it "
                              "appears here by itself."),
                           {},
                           {}});
    } else if (m_filtered->rowCount() == 0) {
        m_view->showEmpty({u"search"_s,
                           tr("Nothing matches the filter"),
                           tr("None of the events shown here contains “%1”.").arg(m_filter->text()),
                           tr("Show all"),
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
