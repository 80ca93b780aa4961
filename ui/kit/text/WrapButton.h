// A name that leads somewhere: a button without a frame, whose text goes on in the next line where there is no room.
#pragma once

#include <QPushButton>

class QLabel;

namespace unmta::ui {

class WrapButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit WrapButton(const QString &name, QWidget *parent = nullptr);

    // All of it in one line, where there is room.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    QLabel *m_name;
};

} // namespace unmta::ui
