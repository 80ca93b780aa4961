// Asks before a node is taken out of service, into it again, or removed, and does it.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

class QLabel;

namespace unmta::ui {

class Session;

class NodeDialog final : public Sheet
{
    Q_OBJECT

public:
    enum class Act : std::uint8_t
    {
        Drain,
        Resume,
        Remove
    };
    // `isLast`: no other node is in service.
    NodeDialog(Session &session, const wire::Node &node, Act act, bool isLast, QWidget *parent = nullptr);

Q_SIGNALS:
    void done();

private:
    void submit(QWidget &confirm);

    Session &m_session;
    const QString m_id;
    const Act m_act;
    QLabel *m_answer;
};

} // namespace unmta::ui
