// How the figures of the cluster would move if all its events were judged again by the engine's rules. Changes nothing.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QLabel;
class QPushButton;
class QWidget;

namespace unmta::ui {

class BotEffectModel;
class FitTable;
class Session;

class BotTestDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit BotTestDialog(Session &session, QWidget *parent = nullptr);

private:
    void ask();
    void show(const Result<wire::BotTest> &test);
    // "Opens by people: 500 now, 497 then."
    [[nodiscard]] static QString sumInWords(const QString &what, qint64 now, qint64 then);

    Session &m_session;
    const QString m_clusterId; // whichever is chosen later
    BotEffectModel *m_model;
    QLabel *m_state;
    QWidget *m_result;
    QLabel *m_opens;
    QLabel *m_clicks;
    FitTable *m_table;
    QLabel *m_others;
    QPushButton *m_again;
};

} // namespace unmta::ui
