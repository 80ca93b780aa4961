// Appearance, the engine's settings, access tokens, and what the engine is.
#pragma once

#include "base/Error.h"
#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"
#include "support/Theme.h"

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

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
    // What the window looks like and speaks at present (settings/AppearanceCard.h).
    SettingsPage(Session &session, Scheme scheme, const QString &language, QWidget *parent = nullptr);

    // Scrolls to the setting and puts the cursor there, as soon as the page has what the engine has.
    // `value`, where it is not empty, is typed there already.
    void reveal(const QString &setting, const QString &value = {});
    // How many settings were changed and not saved.
    [[nodiscard]] qsizetype unsaved() const;
    void discard();
    // Below the settings.
    void addCard(QWidget *card);
    // `then` follows once the engine has taken them; what is refused is shown.
    void save(const std::function<void()> &then = {});

Q_SIGNALS:
    void schemeChosen(unmta::ui::Scheme scheme);
    void languageChosen(const QString &code);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeEngine();
    void showEngine();
    void showChanges();
    void addTrials();
    void load();
    void goToWanted();

    Session &m_session;
    Banner *m_banner;
    QPushButton *m_discard;
    QPushButton *m_save;
    SettingsForm *m_form;
    TokenCard *m_tokens;
    QVBoxLayout *m_stack = nullptr;
    QScrollArea *m_area;
    StateView *m_view;
    QString m_wanted;   // the setting to go to
    QString m_proposed; // its value
    QLabel *m_engine = nullptr;
    QPushButton *m_exportRoot = nullptr;
};

} // namespace unmta::ui
