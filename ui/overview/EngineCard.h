// How the engine does: requests, answers, what waits, and its store. Asks every few seconds while it is on screen,
// since no change tells of it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

#include <QTimer>

namespace unmta::ui {

class FigureRows;
class Session;

class EngineCard final : public QFrame
{
    Q_OBJECT

public:
    explicit EngineCard(Session &session, QWidget *parent = nullptr);
    void load();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void show(const wire::ServerLoad &load);

    Session &m_session;
    FigureRows *m_rows;
    QLabel *m_requests;
    QLabel *m_answers;
    QLabel *m_waiting;
    QLabel *m_webhooks;
    QLabel *m_mails;
    QLabel *m_store;
    QLabel *m_free;
    QLabel *m_problem;
    QTimer m_again;
};

// "720 ms", "1.5 s"
[[nodiscard]] QString durationText(qint64 micros);
// "214 MB"
[[nodiscard]] QString bytesText(qint64 bytes);

} // namespace unmta::ui
