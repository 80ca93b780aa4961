// The mail that an installation with a relay would have sent: which, to whom, and the words of the one that is chosen.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace unmta::ui {

class FitTable;
class Session;
class StateView;

class MailTrayModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Subject,
        To,
        ColumnCount
    };

    explicit MailTrayModel(Session &session, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    // Newest first; those that are there already keep their rows.
    void take(const QList<wire::SandboxMail> &mails);
    [[nodiscard]] const wire::SandboxMail &at(int row) const { return m_mails.at(row); }

private:
    Session &m_session;
    QList<wire::SandboxMail> m_mails;
};

class MailTray final : public QWidget
{
    Q_OBJECT

public:
    explicit MailTray(Session &session, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void take(const Result<QList<wire::SandboxMail>> &mails);
    void showChosen();

    Session &m_session;
    MailTrayModel *m_model;
    FitTable *m_table;
    QPlainTextEdit *m_text;
    StateView *m_view;
};

} // namespace unmta::ui
