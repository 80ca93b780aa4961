#include "sandbox/SandboxPanel.h"

#include "kit/Banner.h"
#include "kit/FitTable.h"
#include "kit/Labels.h"
#include "kit/StateView.h"
#include "kit/choice/Chip.h"
#include "language/EngineText.h"
#include "sandbox/DnsRecordModel.h"
#include "sandbox/MailTray.h"
#include "sandbox/RecipientsPane.h"
#include "sandbox/RecordDialog.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int clockMs = 1000;

QPushButton *panelButton(const QString &name, const QString &text, const QString &look)
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setProperty("look", look);
    return made;
}

} // namespace

SandboxPanel::SandboxPanel(Session &session, QWidget *parent)
    : PageFrame(tr("Sandbox"),
                tr("A rehearsal on this computer: a DNS provider (Cloudflare) and recipients are played, the clock can "
                   "skip a day, the "
                   "rest is real."),
                parent)
    , m_session(session)
    , m_model(new DnsRecordModel(this))
    , m_table(new FitTable)
    , m_banner(new Banner)
    , m_add(panelButton(u"addRecordButton"_s, tr("Add record…"), u"primary"_s))
    , m_edit(panelButton(u"editRecordButton"_s, tr("Edit…"), u"small"_s))
    , m_remove(panelButton(u"removeRecordButton"_s, tr("Remove"), u"small"_s))
    , m_skip(panelButton(u"skipDayButton"_s, tr("Skip 24 hours"), {}))
    , m_time(label({}, u"dim"_s))
    , m_parts(new QButtonGroup(this))
    , m_stack(new QStackedWidget)
    , m_recipients(new RecipientsPane(session))
    , m_mail(new MailTray(session))
{
    m_banner->setObjectName(u"sandboxBanner"_s);
    m_time->setObjectName(u"sandboxTime"_s);
    actions()->addWidget(m_add);
    column()->addWidget(m_banner);
    column()->addWidget(makeClock());
    m_view = new StateView(makeRecords());
    m_view->showLoading();
    m_stack->addWidget(m_view);
    m_stack->addWidget(scrolling(m_recipients));
    m_stack->addWidget(m_mail);
    column()->addWidget(makeParts());
    column()->addWidget(m_stack, 1);
    m_second.setInterval(clockMs);
    m_second.start();
    connect(&m_second, &QTimer::timeout, this, &SandboxPanel::showTime);
    connect(m_recipients, &RecipientsPane::eventsRequested, this, &SandboxPanel::eventsRequested);

    connect(m_add, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_edit, &QPushButton::clicked, this, [this] { edit(m_model->at(m_table->currentRow())); });
    connect(m_remove, &QPushButton::clicked, this, &SandboxPanel::removeChosen);
    connect(m_skip, &QPushButton::clicked, this, &SandboxPanel::skipDay);
    connect(m_view, &StateView::retryRequested, this, &SandboxPanel::load);
    connect(m_view, &StateView::primaryRequested, this, [this] { edit({}); });
    connect(&session, &Session::serverChanged, this, [this] {
        showTime();
        load();
    });
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::DnsRecord)
            load();
    });
}

QWidget *SandboxPanel::makeParts()
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(4);
    const QStringList names{tr("Records"), tr("Recipients"), tr("Mail tray")};
    const QStringList objects{u"recordsPartButton"_s, u"recipientsPartButton"_s, u"mailPartButton"_s};
    for (int i = 0; i < names.size(); ++i) {
        QPushButton *part = chip(objects.at(i), names.at(i), names.at(i));
        part->setChecked(i == 0);
        m_parts->addButton(part, i);
        row->addWidget(part);
    }
    row->addStretch(1);
    connect(m_parts, &QButtonGroup::idClicked, this, [this](int part) { showPart(Part(part)); });
    return line;
}

void SandboxPanel::showPart(Part part)
{
    m_parts->button(int(part))->setChecked(true);
    m_stack->setCurrentIndex(int(part));
    m_add->setVisible(part == Part::Records);
}

void SandboxPanel::focusClock()
{
    m_skip->setFocus(Qt::OtherFocusReason);
}

QWidget *SandboxPanel::makeClock()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *row = new WrapRow(card);
    row->setContentsMargins(16, 10, 12, 10);
    row->setSpacing(10);
    row->add(label(tr("The engine's clock"), u"heading"_s));
    m_time->setWordWrap(true);
    row->add(m_time, scaled(180, fontMetrics()));
    m_skip->setToolTip(tr("Active domains fall due and are checked again."));
    row->add(m_skip);
    return card;
}

QWidget *SandboxPanel::makeRecords()
{
    m_table->setObjectName(u"recordTable"_s);
    m_table->setAccessibleName(tr("Records of the simulated provider"));
    m_table->setModel(m_model);
    m_table->offer({m_edit, m_remove});
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(DnsRecordModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(DnsRecordModel::Value, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SandboxPanel::showButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &SandboxPanel::showButtons);

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(1, 12, 1, 1);
    inside->setSpacing(4);
    auto *top = new WrapRow;
    top->setContentsMargins(15, 0, 12, 0);
    top->add(label(tr("Published records"), u"heading"_s));
    top->addStretch();
    top->add(m_edit);
    top->add(m_remove);
    inside->addLayout(top);
    inside->addWidget(m_table);
    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 4, 0, 0);
    stack->addWidget(card);
    stack->addStretch(1);
    showButtons();
    return content;
}

void SandboxPanel::load()
{
    if (!m_session.hasCapability(u"sandbox"_s))
        return;
    m_session.client().dnsRecords(this, [this](const Result<QList<wire::DnsRecord>> &records) { take(records); });
}

void SandboxPanel::take(const Result<QList<wire::DnsRecord>> &records)
{
    if (!records) {
        if (m_model->rowCount() == 0)
            m_view->showError(records.error());
        return;
    }
    m_model->replaceAll(*records);
    if (records->isEmpty()) {
        m_view->showEmpty({u"sandbox"_s,
                           tr("No records yet"),
                           tr("Publish a CNAME here as you would at a real provider, or let the domain's own page "
                              "publish it for you."),
                           tr("Add record…"),
                           {}});
    } else {
        m_view->showContent();
    }
    showButtons();
}

void SandboxPanel::edit(const std::optional<wire::DnsRecord> &record)
{
    auto *dialog = new RecordDialog(record, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecordDialog::submitted, this, [this, dialog](const wire::DnsRecord &entered) {
        m_session.client().setDnsRecord(entered, dialog, [this, dialog](const Result<QList<wire::DnsRecord>> &records) {
            if (!records)
                return dialog->refuse(records.error());
            dialog->accept();
            load();
        });
    });
    dialog->open();
}

void SandboxPanel::removeChosen()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    const wire::DnsRecord record = m_model->at(row);
    m_session.client().unsetDnsRecord(record.name, record.type, this, [this](const Result<void> &done) {
        if (!done)
            m_banner->show(Tone::Bad, errorText(done.error()), {}, true);
        load();
    });
}

void SandboxPanel::skipDay()
{
    m_skip->setEnabled(false);
    m_session.client().advanceClock(u"24h"_s, this, [this](const Result<wire::ClockState> &state) {
        m_skip->setEnabled(true);
        if (!state) {
            m_banner->show(Tone::Bad, errorText(state.error()), {}, true);
            return;
        }
        m_banner->show(Tone::Accent, tr("A day has passed. Domains that fell due are being checked again."), {}, true);
        m_session.refreshServer();
    });
}

void SandboxPanel::showTime()
{
    m_time->setText(exactTime(m_session.now()));
}

void SandboxPanel::showButtons()
{
    const bool chosen = m_table->currentRow() >= 0;
    m_edit->setEnabled(chosen);
    m_remove->setEnabled(chosen);
}

} // namespace unmta::ui
