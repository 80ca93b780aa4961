// Only in the sandbox: the records of the simulated DNS provider, recipients who are played, the mail that would have
// been sent, and the clock that can skip a day.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

#include <QTimer>

#include <optional>

class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace unmta::ui {

class Banner;
class DnsRecordModel;
class FitTable;
class MailTray;
class RecipientsPane;
class Session;
class StateView;

class SandboxPanel final : public PageFrame
{
    Q_OBJECT

public:
    enum class Part : std::uint8_t
    {
        Records,
        Recipients,
        Mail
    };

    explicit SandboxPanel(Session &session, QWidget *parent = nullptr);
    void showPart(Part part);
    void focusClock();

Q_SIGNALS:
    void eventsRequested();

private:
    QWidget *makeParts();
    QWidget *makeRecords();
    QWidget *makeClock();
    void load();
    void take(const Result<QList<wire::DnsRecord>> &records);
    void edit(const std::optional<wire::DnsRecord> &record);
    void removeChosen();
    void skipDay();
    void showTime();
    void showButtons();

    Session &m_session;
    DnsRecordModel *m_model;
    FitTable *m_table;
    StateView *m_view;
    Banner *m_banner;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QPushButton *m_skip;
    QLabel *m_time;
    QButtonGroup *m_parts;
    QStackedWidget *m_stack;
    RecipientsPane *m_recipients;
    MailTray *m_mail;
    QTimer m_second;
};

} // namespace unmta::ui
