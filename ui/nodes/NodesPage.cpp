#include "nodes/NodesPage.h"

#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "nodes/NodeCard.h"
#include "nodes/NodeListModel.h"
#include "session/Session.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookAgainMs = 5'000; // no change tells of requests, or of a sign of life that fails to come

bool isInService(const wire::Node &node)
{
    return node.state == u"active";
}

} // namespace

NodesPage::NodesPage(Session &session, QWidget *parent)
    : PageFrame(tr("Nodes"), tr("Engines that share this store. All of them serve links; one does the upkeep."), parent)
    , m_session(session)
    , m_model(new NodeListModel([&session] { return session.now(); }, this))
    , m_table(new FitTable)
    , m_card(new NodeCard(session))
    , m_note(paragraph({}, u"dim"_s))
    , m_problem(paragraph({}, u"errorSmall"_s))
{
    setObjectName(u"nodesPage"_s);
    m_note->setObjectName(u"nodesNote"_s);
    m_problem->setObjectName(u"nodesProblem"_s);
    for (QWidget *each : std::initializer_list<QWidget *>{m_note, m_problem, m_card})
        each->hide();
    makeTable();
    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    scrollToTheEdges(*body);
    stack->setSpacing(16);
    stack->addWidget(m_problem);
    stack->addWidget(cardAround(*m_table));
    stack->addWidget(m_note);
    stack->addWidget(m_card);
    stack->addStretch(1);
    m_view = new StateView(scrolling(body));
    m_view->showLoading();
    column()->addWidget(m_view, 1);

    m_again.setInterval(lookAgainMs);
    connect(&m_again, &QTimer::timeout, this, &NodesPage::load);
    connect(m_card, &NodeCard::changed, this, &NodesPage::load);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        load();
    });
    const auto anew = [this] {
        if (isVisible())
            load();
    };
    connect(&session, &Session::reset, this, anew);
    connect(&session, &Session::onlineChanged, this, anew);
    // One has come, gone, or does the upkeep from now on.
    connect(&session, &Session::changed, this, [anew](const wire::Change &change) {
        if (change.kind == ChangeKind::Audit && change.subject.startsWith(u"node."))
            anew();
    });
}

void NodesPage::makeTable()
{
    m_table->setObjectName(u"nodeTable"_s);
    m_table->setAccessibleName(tr("Nodes"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(NodeListModel::Name, QHeaderView::Stretch);
    m_table->giveRoom(NodeListModel::Name, {NodeListModel::Seen, NodeListModel::Version, NodeListModel::Waiting,
                                            NodeListModel::Certificates, NodeListModel::Behind});
    m_table->offer(m_card->buttons());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    choose(current.row());
            });
}

void NodesPage::load()
{
    m_session.client().call(api::listNodes, {}, this, [this](const Result<QList<wire::Node>> &nodes) {
        if (nodes)
            return take(*nodes);
        if (m_model->rowCount() == 0)
            return m_view->showError(nodes.error());
        // What is known stays in sight.
        m_problem->setText(errorText(nodes.error()));
        m_problem->show();
    });
}

void NodesPage::take(const QList<wire::Node> &nodes)
{
    m_problem->hide();
    const QString chosen = m_chosen; // rows that come anew choose none
    m_model->replaceAll(nodes);
    m_view->showContent();
    showNotes();
    int row = m_model->rowOf(chosen);
    for (int each = 0; row < 0 && each < m_model->rowCount(); ++each) {
        if (m_model->at(each).isThis)
            row = each;
    }
    choose(row < 0 && m_model->rowCount() > 0 ? 0 : row);
}

void NodesPage::showNotes()
{
    const QList<wire::Node> &nodes = m_model->all();
    QStringList notes;
    if (std::none_of(nodes.begin(), nodes.end(), [](const wire::Node &node) { return node.hasUpkeep; }))
        notes << tr("No node does the upkeep at present. The next one in service takes it over in a moment.");
    if (nodes.size() == 1)
        notes << tr("It is the only one. Another joins when its engine is started with the same store and a copy of "
                    "this one's master.key; the manual's page of the store (F1) tells how.");
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
}

void NodesPage::choose(int row)
{
    if (row < 0) {
        m_chosen.clear();
        return m_card->hide();
    }
    const wire::Node node = m_model->at(row);
    m_chosen = node.id;
    if (m_table->currentRow() != row)
        m_table->selectRow(row);
    const QList<wire::Node> &nodes = m_model->all();
    const bool isLast = std::none_of(nodes.begin(), nodes.end(), [&node](const wire::Node &other) {
        return other.id != node.id && isInService(other);
    });
    m_card->show(node, isLast);
}

void NodesPage::requestDelete()
{
    if (m_card->isVisible())
        m_card->remove();
}

void NodesPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    load();
    m_again.start();
}

void NodesPage::hideEvent(QHideEvent *event)
{
    PageFrame::hideEvent(event);
    m_again.stop();
}

} // namespace unmta::ui
