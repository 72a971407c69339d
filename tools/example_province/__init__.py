"""The example province (云岭省): three cities, eleven counties, their schools and kindergartens, two years. All of it is invented.

    python -m tools.example_province          writes examples/yunling/*.csv anew

The same code gives the same bytes: chance comes from a hash of names. The counties of Yunzhou city keep the figures that
examples/yunzhou prints for them; their schools add up to those.
"""
