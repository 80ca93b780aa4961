// Everything about one event, and the ways to what belongs to it.
#pragma once

#include "contract/wire/Wire.h"
#include "events/EventQuery.h"

#include <QFrame>

class QAbstractButton;
class QGridLayout;
class QLabel;
class QPushButton;

namespace unmta::ui {

class CopyButton;

class EventDetail final : public QFrame
{
    Q_OBJECT

public:
    explicit EventDetail(QWidget *parent = nullptr);
    void show(const wire::Event &event);
    // The ways, for the menu of the event's row.
    [[nodiscard]] QList<QAbstractButton *> ways() const;

Q_SIGNALS:
    // The message's, the recipient's or the link's other events are wanted.
    void searchRequested(EventQuery::Field field, const QString &text);
    // Who opened and clicked the message.
    void messageSumsRequested(const QString &messageId);
    // The links of this host that were clicked most.
    void hostLinksRequested(const QString &host);
    void closeRequested();

private:
    void addRow(const QString &name, const QString &objectName, const QString &value);

    QLabel *m_title;
    QGridLayout *m_fields;
    CopyButton *m_copy;
    QPushButton *m_message;
    QPushButton *m_recipient;
    QPushButton *m_link;
    QPushButton *m_who;
    QPushButton *m_hostLinks;
    wire::Event m_event;
    int m_rows = 0;
    bool m_hasRoom = false; // right in the last row
};

} // namespace unmta::ui
