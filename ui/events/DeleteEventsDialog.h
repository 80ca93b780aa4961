// Deletes all events of one recipient, after naming him and telling how many there are, and then says what was done.
#pragma once

#include "base/Result.h"
#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

#include <QTimer>

#include <optional>

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Session;

class DeleteEventsDialog final : public Sheet
{
    Q_OBJECT

public:
    // `recipient`: what the line contains at first.
    DeleteEventsDialog(Session &session, const QString &recipient, QWidget *parent = nullptr);

private:
    [[nodiscard]] QString recipient() const;
    void askSoon();
    void count();
    void showCount(const Result<wire::EventCount> &counted);
    // The events of whom, in words: "12 events of ann@example.net".
    [[nodiscard]] QString inWords(qint64 events, const QString &whose) const;
    void submit();
    void showDone(const QString &whose, qint64 deleted);

    Session &m_session;
    const QString m_clusterId; // whichever is chosen later
    QTimer m_typing;
    int m_asked = 0; // only the last question's answer counts
    std::optional<qint64> m_events;
    bool m_wantsOn = false; // Enter was pressed: on to the button, once it can be pressed
    QLineEdit *m_recipient;
    QFrame *m_notice;
    QLabel *m_count;
    QLabel *m_consequence;
    QLabel *m_stays;
    QLabel *m_answer;
    QPushButton *m_cancel;
    QPushButton *m_delete;
};

} // namespace unmta::ui
