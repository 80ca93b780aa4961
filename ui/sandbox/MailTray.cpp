#include "sandbox/MailTray.h"

#include "kit/FitTable.h"
#include "kit/StateView.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Roles.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

MailTrayModel::MailTrayModel(Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{}

int MailTrayModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_mails.size());
}

int MailTrayModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant MailTrayModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::SandboxMail &mail = m_mails.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (index.column() == Time)
            return dayAndTime(mail.at, m_session.now());
        if (index.column() == Subject)
            return mail.subject;
        return mail.to.isEmpty() ? tr("nobody is named yet") : mail.to.join(u", "_s);
    case Qt::ToolTipRole:
        return index.column() == Time ? exactTime(mail.at) : plainTip(data(index, Qt::DisplayRole).toString());
    case ToneRole:
        return index.column() == Subject ? QVariant() : QVariant::fromValue(Tone::Neutral);
    default:
        return {};
    }
}

QVariant MailTrayModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : section == Subject ? tr("Subject") : tr("To");
}

void MailTrayModel::take(const QList<wire::SandboxMail> &mails)
{
    const qint64 known = m_mails.isEmpty() ? -1 : m_mails.first().id;
    const auto old = std::find_if(mails.begin(), mails.end(), [known](const auto &mail) { return mail.id == known; });
    if (old == mails.end() || mails.size() < m_mails.size()) {
        beginResetModel();
        m_mails = mails;
        endResetModel();
    } else if (const int fresh = int(old - mails.begin()); fresh > 0) {
        beginInsertRows({}, 0, fresh - 1);
        m_mails = mails.mid(0, fresh) + m_mails;
        endInsertRows();
    }
}

MailTray::MailTray(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new MailTrayModel(session, this))
    , m_table(new FitTable)
    , m_text(new QPlainTextEdit)
{
    m_table->setObjectName(u"mailTrayTable"_s);
    m_table->setAccessibleName(tr("Mail that would have been sent"));
    m_table->setModel(m_model);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(MailTrayModel::Subject, QHeaderView::Stretch);
    m_text->setObjectName(u"mailText"_s);
    m_text->setAccessibleName(tr("The mail's text"));
    m_text->setReadOnly(true);
    m_text->hide();
    auto *content = new QWidget;
    auto *stack = new QVBoxLayout(content);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(8);
    stack->addWidget(cardAround(*m_table), 1);
    stack->addWidget(m_text, 1);
    stack->addStretch(1);
    m_view = new StateView(content);
    m_view->showLoading();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(m_view, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MailTray::showChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &MailTray::showChosen);
    connect(m_view, &StateView::retryRequested, this, &MailTray::load);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::Notification && isVisible())
            load();
    });
}

void MailTray::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void MailTray::load()
{
    if (!m_session.hasCapability(u"sandbox"_s))
        return;
    m_session.client().call(api::listSandboxMail, {}, this,
                            [this](const Result<QList<wire::SandboxMail>> &mails) { take(mails); });
}

void MailTray::take(const Result<QList<wire::SandboxMail>> &mails)
{
    if (!mails) {
        if (m_model->rowCount() == 0)
            m_view->showError(mails.error());
        return;
    }
    m_model->take(*mails);
    if (!mails->isEmpty())
        return m_view->showContent();
    m_view->showEmpty({u"notifications"_s,
                       tr("No mail yet"),
                       tr("When a domain is verified, gets a strike or is downgraded, the mail about it lies here "
                          "instead of being sent."),
                       {},
                       {}});
}

void MailTray::showChosen()
{
    const int row = m_table->selectionModel()->hasSelection() ? m_table->currentRow() : -1;
    m_text->setVisible(row >= 0);
    if (row >= 0)
        m_text->setPlainText(m_model->at(row).subject + u"\n\n"_s + m_model->at(row).text);
}

} // namespace unmta::ui
