// Only in the sandbox: the records of the simulated DNS provider, and the clock that can skip a day.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

#include <optional>

class QPushButton;

namespace unmta::ui {

class Banner;
class DnsRecordModel;
class FitTable;
class Session;
class StateView;

class SandboxPanel final : public PageFrame
{
    Q_OBJECT

public:
    explicit SandboxPanel(Session &session, QWidget *parent = nullptr);

private:
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
};

} // namespace unmta::ui
