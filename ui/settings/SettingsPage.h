// Appearance, the engine's settings, access tokens, and what the engine is.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"
#include "support/Theme.h"

class QPushButton;

namespace unmta::ui {

class Banner;
class Session;
class SettingsForm;
class StateView;
class TokenCard;

class SettingsPage final : public PageFrame
{
    Q_OBJECT

public:
    SettingsPage(Session &session, Scheme scheme, QWidget *parent = nullptr);

Q_SIGNALS:
    void schemeChosen(unmta::ui::Scheme scheme);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeAppearance(Scheme scheme);
    QWidget *makeEngine();
    void showEngine();
    void load();
    void save();

    Session &m_session;
    Banner *m_banner;
    QPushButton *m_save;
    SettingsForm *m_form;
    TokenCard *m_tokens;
    StateView *m_view;
    QLabel *m_engine = nullptr;
    QPushButton *m_exportRoot = nullptr;
};

} // namespace unmta::ui
