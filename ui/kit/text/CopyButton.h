// Puts a text on the clipboard and says so in place.
#pragma once

#include <QPushButton>
#include <QTimer>

namespace unmta::ui {

class CopyButton final : public QPushButton
{
    Q_OBJECT

public:
    // `what` completes "Copy …" for those who hear the button: "the record's value".
    explicit CopyButton(const QString &what, QWidget *parent = nullptr);
    void setValue(const QString &value) { m_value = value; }
    [[nodiscard]] QString value() const { return m_value; }

    // As wide as the longer of its texts, so that nothing moves when it answers.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

private:
    void copy();
    void calm();

    QString m_what;
    QString m_value;
    QTimer m_answered;
};

} // namespace unmta::ui
