#include "audit/AuditPage.h"

#include "audit/AuditDetail.h"
#include "audit/AuditExport.h"
#include "audit/AuditModel.h"
#include "kit/Banner.h"
#include "kit/FitTable.h"
#include "kit/MenuButton.h"
#include "kit/StateView.h"
#include "kit/choice/Chip.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Scale.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int oneLine = 560;    // wide, all filters stand beside each other; beside a font of 13 px
constexpr int roomForAll = 420; // high: filters, list and an entry in full

QComboBox *filterBox(const QString &name, const QString &heard)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(heard);
    return box;
}

QLineEdit *filterEdit(const QString &name, const QString &heard)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setAccessibleName(heard);
    edit->setPlaceholderText(heard);
    edit->setClearButtonEnabled(true);
    return edit;
}

} // namespace

AuditPage::AuditPage(Session &session, QWidget *parent)
    : PageFrame(tr("Audit"), {}, parent)
    , m_session(session)
    , m_loader(new AuditLoader(session, this))
    , m_action(filterBox(u"auditActionBox"_s, tr("What was done")))
    , m_actor(filterEdit(u"auditActorEdit"_s, tr("Who")))
    , m_subject(filterEdit(u"auditSubjectEdit"_s, tr("Subject")))
    , m_days(filterBox(u"auditDaysBox"_s, tr("When")))
    , m_ofCluster(chip(u"auditOfClusterButton"_s, tr("This cluster"), tr("Only what was done in this cluster")))
    , m_hold(chip(u"holdAuditButton"_s, tr("Hold"), tr("Hold the list as it is")))
    , m_banner(new Banner)
    , m_table(new FitTable)
    , m_detail(new AuditDetail)
{
    m_model = new AuditModel(
        *m_loader, [&session] { return session.now(); }, this);
    setObjectName(u"auditPage"_s);
    m_hold->setToolTip(tr("New entries are not shown until this is released"));
    auto *more = new MenuButton;
    more->setObjectName(u"auditMenuButton"_s);
    more->setAccessibleName(tr("Export"));
    more->setToolTip(tr("Export"));
    more->setProperty("look", u"menu"_s);
    more->setIcon(icon(u"more"_s));
    for (const QString &suffix : {u"csv"_s, u"ndjson"_s}) {
        QAction *action = more->choices()->addAction(tr("Export all that was found (%1)…").arg(suffix.toUpper()));
        action->setObjectName(u"exportAudit_"_s + suffix);
        connect(action, &QAction::triggered, this, [this, suffix] { exportAll(suffix); });
    }
    actions()->addWidget(m_ofCluster);
    actions()->addWidget(m_hold);
    actions()->addWidget(more);
    m_banner->setObjectName(u"auditBanner"_s);
    makeTable();

    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 6, 0, 0);
    stack->addWidget(cardAround(*m_table));
    stack->addStretch(1);
    m_view = new StateView(content);
    column()->addWidget(makeFilter());
    column()->addWidget(m_banner);
    column()->addWidget(m_view, 1);
    column()->addWidget(m_detail);
    m_detail->hide();
    m_view->showLoading();

    connectAll();
}

void AuditPage::connectAll()
{
    connect(m_hold, &QPushButton::toggled, m_loader, &AuditLoader::setHeld);
    connect(m_detail, &AuditDetail::closeRequested, this, [this] {
        m_detail->hide();
        arrange();
        m_table->clearSelection();
        m_table->setFocus();
    });
    connect(m_detail, &AuditDetail::subjectWanted, this, [this](const QString &subject) {
        m_subject->setText(subject);
        search();
    });
    connect(m_detail, &AuditDetail::actorWanted, this, [this](const QString &actor) {
        m_actor->setText(actor);
        search();
    });
    connect(m_view, &StateView::primaryRequested, this, &AuditPage::clearFilter);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        m_loader->reload();
    });
    connect(m_loader, &AuditLoader::stateChanged, this, &AuditPage::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AuditPage::showState);
    const auto anew = [this] {
        if (m_isAsked)
            m_loader->reload();
    };
    connect(&m_session, &Session::reset, this, anew);
    connect(&m_session, &Session::onlineChanged, this, anew);
    connect(&m_session, &Session::clusterChosen, this, [this] {
        if (m_isAsked && m_ofCluster->isChecked())
            search();
    });
}

QWidget *AuditPage::makeFilter()
{
    const std::pair<QString, const char *> actions[]{{tr("Everything"), ""},        {tr("Tracking domains"), "domain."},
                                                     {tr("Clusters"), "cluster."},  {tr("Settings"), "settings."},
                                                     {tr("Tokens"), "token."},      {tr("Webhooks"), "webhook."},
                                                     {tr("Shipping"), "shipping."}, {tr("Events"), "events."},
                                                     {tr("Monitor"), "monitor."},   {tr("Backups"), "store."},
                                                     {tr("Nodes"), "node."}};
    for (const auto &[text, action] : actions)
        m_action->addItem(text, QString::fromLatin1(action));
    const std::pair<QString, int> spans[]{
        {tr("At any time"), 0}, {tr("In 24 hours"), 1}, {tr("In 7 days"), 7}, {tr("In 30 days"), 30}};
    for (const auto &[text, days] : spans)
        m_days->addItem(text, days);
    m_actor->setToolTip(tr("console, local, engine, or token: and the token's name"));
    m_filter = new QWidget(this);
    m_filterGrid = new QGridLayout(m_filter);
    m_filterGrid->setContentsMargins(0, 0, 0, 0);
    m_filterGrid->setHorizontalSpacing(8);
    m_filterGrid->setVerticalSpacing(8);
    for (QWidget *each : std::initializer_list<QWidget *>{m_action, m_days, m_actor, m_subject}) {
        each->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        each->setMinimumWidth(40);
    }
    arrange();
    connect(m_action, &QComboBox::activated, this, &AuditPage::search);
    connect(m_days, &QComboBox::activated, this, &AuditPage::search);
    connect(m_ofCluster, &QPushButton::clicked, this, &AuditPage::search);
    for (QLineEdit *edit : {m_actor, m_subject}) {
        connect(edit, &QLineEdit::editingFinished, this, [this, edit] {
            const QString &asked = edit == m_actor ? m_loader->filter().actor : m_loader->filter().subject;
            if (edit->text().trimmed() != asked)
                search();
        });
        // The sign in the field that empties it.
        connect(edit, &QLineEdit::textChanged, this, [this](const QString &text) {
            if (text.isEmpty())
                search();
        });
    }
    return m_filter;
}

// In two lines where there is no room for one; and where there is no room for all, an entry in full is in place of the
// filters.
void AuditPage::arrange()
{
    const int inLine = width() >= scaled(oneLine, fontMetrics()) ? 4 : 2;
    int place = 0;
    for (QWidget *each : std::initializer_list<QWidget *>{m_action, m_days, m_actor, m_subject}) {
        m_filterGrid->addWidget(each, place / inLine, place % inLine);
        m_filterGrid->setColumnStretch(place, place < inLine ? 1 : 0);
        ++place;
    }
    m_filter->setVisible(height() >= scaled(roomForAll, fontMetrics()) || m_detail->isHidden());
}

void AuditPage::resizeEvent(QResizeEvent *event)
{
    PageFrame::resizeEvent(event);
    arrange();
}

void AuditPage::makeTable()
{
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit"));
    m_table->setModel(m_model);
    m_table->offer(m_detail->ways());
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(AuditModel::What, QHeaderView::Stretch);
    header->setSectionResizeMode(AuditModel::Subject, QHeaderView::Stretch);
    m_table->hideWhenNarrow(AuditModel::From, 620);
    m_table->hideWhenNarrow(AuditModel::Subject, 440);
    m_table->hideWhenNarrow(AuditModel::Who, 330);
    m_table->setMinimumHeight(header->sizeHint().height() + m_table->verticalHeader()->defaultSectionSize());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { choose(current.isValid() ? current.row() : -1); });
}

void AuditPage::focusFilter()
{
    m_subject->setFocus(Qt::ShortcutFocusReason);
    m_subject->selectAll();
}

void AuditPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    // What comes after that is told.
    if (!std::exchange(m_isAsked, true))
        m_loader->reload();
}

void AuditPage::search()
{
    m_detail->hide();
    arrange();
    m_loader->setFilter({m_actor->text().trimmed(), m_action->currentData().toString(), m_subject->text().trimmed(),
                         m_ofCluster->isChecked(), m_days->currentData().toInt()});
}

void AuditPage::clearFilter()
{
    m_action->setCurrentIndex(0);
    m_days->setCurrentIndex(0);
    m_ofCluster->setChecked(false);
    const QSignalBlocker quietActor(m_actor);
    const QSignalBlocker quietSubject(m_subject);
    m_actor->clear();
    m_subject->clear();
    search();
}

void AuditPage::showState()
{
    if (m_loader->state() == AuditLoader::State::Failed && m_loader->entries().isEmpty())
        return m_view->showError(m_loader->problem());
    if (m_loader->state() == AuditLoader::State::Loading)
        return m_view->showLoading();
    if (!m_loader->entries().isEmpty())
        return m_view->showContent();
    if (m_loader->filter() == AuditFilter())
        m_view->showEmpty(
            {u"audit"_s,
             tr("Nobody has changed anything yet"),
             tr("Each change of a domain, a setting, a token and so on is written down here: who made it, "
                "from where, and what it was before."),
             {},
             {}});
    else
        m_view->showEmpty({u"search"_s,
                           tr("Nothing was found"),
                           tr("Nobody did such a thing, or it was longer ago than the log is kept."),
                           tr("Show everything"),
                           {}});
}

void AuditPage::choose(int row)
{
    if (row < 0)
        m_detail->hide();
    else
        m_detail->show(m_model->at(row));
    arrange();
}

void AuditPage::exportAll(const QString &suffix)
{
    if (m_isExporting)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the audit log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"audit."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_isExporting = true;
        auto *run = new AuditExport(m_session, *m_loader, path, this);
        connect(run, &AuditExport::progressed, this, [this](qint64 written) {
            m_banner->show(Tone::Accent, tr("Exporting: %1 entries so far…").arg(number(written)));
        });
        connect(run, &AuditExport::finished, this, [this, path](qint64 written, const QString &problem) {
            m_isExporting = false;
            if (problem.isEmpty())
                m_banner->show(Tone::Good, tr("%1 entries were exported to %2.").arg(number(written), path), {}, true);
            else
                m_banner->show(Tone::Bad, tr("The file could not be written: %1").arg(problem), {}, true);
        });
        run->start();
    });
    dialog->open();
}

} // namespace unmta::ui
