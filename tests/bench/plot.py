"""Plots of measurements as SVG files, for the docs."""

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 360, 56, 16, 24, 48


def line(path, points, x_label, y_label, x_ticks, y_ticks):
    """Points (x, y) joined in their order. The ticks are numbers, which begin and end the axes, with their words."""
    x_of = lambda v: LEFT + (v - x_ticks[0][0]) / (x_ticks[-1][0] - x_ticks[0][0]) * (WIDTH - LEFT - RIGHT)
    y_of = lambda v: HEIGHT - BOTTOM - (v - y_ticks[0][0]) / (y_ticks[-1][0] - y_ticks[0][0]) * (HEIGHT - BOTTOM - TOP)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">'
             % (WIDTH, HEIGHT), '<rect width="100%" height="100%" fill="white"/>']
    for value, words in y_ticks:
        parts.append('<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%s</text>'
                     % (LEFT, y_of(value), WIDTH - RIGHT, LEFT - 8, y_of(value) + 4, words))
    for value, words in x_ticks:
        parts.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x_of(value), HEIGHT - 30, words))
    places = [(x_of(x), y_of(y)) for x, y in points]
    parts.append('<path d="M%s" fill="none" stroke="#1b6ca8" stroke-width="2"/><g fill="#1b6ca8">'
                 % "L".join("%.1f %.1f" % place for place in places))
    parts += ['<circle cx="%.1f" cy="%.1f" r="3"/>' % place for place in places]
    parts.append('</g><text x="%d" y="%d" text-anchor="middle">%s</text>' % ((WIDTH + LEFT) // 2, HEIGHT - 8, x_label))
    parts.append('<text x="16" y="%d" transform="rotate(-90 16 %d)" text-anchor="middle">%s</text></svg>\n'
                 % (HEIGHT // 2, HEIGHT // 2, y_label))
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(parts))
