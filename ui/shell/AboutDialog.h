// Which versions these are, under which licences they come, and a file for those who help.
#pragma once

#include "kit/Sheet.h"

class QLabel;

namespace unmta::ui {

class Session;

class AboutDialog final : public Sheet
{
    Q_OBJECT

public:
    AboutDialog(Session &session, QWidget *parent);

    // Writes the diagnostics there.
    void saveTo(const QString &path);

private:
    void chooseFile();
    void showState(const QString &text, const QString &role);

    Session &m_session;
    QLabel *m_state;
};

} // namespace unmta::ui
